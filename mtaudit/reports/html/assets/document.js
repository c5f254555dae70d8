(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const panes = document.querySelector(".panes");

  // Cards: a copy of what the list of findings says, beside the marked place.
  const card = byId("card");
  let owner = null;
  let timer = 0;
  const isOff = (mark) => (panes.dataset.off || "").split(" ").some((name) => name && mark.classList.contains(name));
  const light = (ids, on) => {
    for (const mark of all(".f")) {
      if (mark.dataset.cards.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
    }
  };
  const hide = () => {
    clearTimeout(timer);
    if (owner) light(owner.dataset.cards.split(" "), false);
    owner = null;
    card.hidden = true;
  };
  const place = (mark, point) => {
    const boxes = [...mark.getClientRects()];
    const near = point ? boxes.find((box) => point.y >= box.top - 2 && point.y <= box.bottom + 2) : null;
    const box = near || boxes[0] || mark.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = box.bottom + 8 + height <= innerHeight;
    card.style.left = `${Math.max(12, Math.min(box.left, innerWidth - width - 12))}px`;
    card.style.top = `${below ? box.bottom + 8 : Math.max(12, box.top - height - 8)}px`;
  };
  const show = (mark, point) => {
    clearTimeout(timer);
    if (mark === owner || isOff(mark)) return;
    hide();
    owner = mark;
    const ids = mark.dataset.cards.split(" ");
    card.replaceChildren(...ids.map((id) => byId(id).querySelector(".core").cloneNode(true)));
    card.hidden = false;
    light(ids, true);
    place(mark, point);
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 180); };
  for (const mark of all(".f")) {
    mark.addEventListener("mouseenter", (event) => show(mark, event));
    mark.addEventListener("mouseleave", later);
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", later);
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const first = byId(mark.dataset.cards.split(" ")[0]);
      if (event.detail === 0) openFinding(first);
      else show(mark, event);
    });
  }
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", later);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", () => {
    if (!owner) return;
    const box = owner.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) hide();
    else place(owner);
  }, { passive: true, capture: true });

  // Tabs: native reports and the list of findings.
  const tabs = all("[role=tab]");
  const theirs = document.querySelector(".theirs");
  const more = () => {
    const panel = theirs.querySelector(".panel:not([hidden])");
    theirs.classList.toggle("more", panel.scrollTop + panel.clientHeight < panel.scrollHeight - 24);
  };
  const choose = (tab) => {
    for (const one of tabs) {
      const on = one === tab;
      one.setAttribute("aria-selected", String(on));
      one.tabIndex = on ? 0 : -1;
      byId(one.getAttribute("aria-controls")).hidden = !on;
    }
    more();
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(at + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  });
  const tabOf = (node) => {
    const panel = node.closest("[role=tabpanel]");
    return panel && tabs.find((tab) => tab.getAttribute("aria-controls") === panel.id);
  };
  choose(tabs[0]);
  for (const panel of all(".panel")) panel.addEventListener("scroll", more, { passive: true });
  addEventListener("resize", more);
  const moreFindings = byId("more-findings");
  if (moreFindings) moreFindings.addEventListener("click", () => choose(byId("tab-findings")));
  const openFinding = (finding) => {
    choose(byId("tab-findings"));
    for (const one of all(".finding.lit")) one.classList.remove("lit");
    finding.classList.add("lit");
    finding.tabIndex = -1;
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "nearest" });
  };

  // Sentences: choosing one shows its counterparts.
  const toTop = (node) => {
    const panel = node.closest(".panel");
    if (!panel) return node.scrollIntoView({ block: "center" });
    const top = node.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    return panel.scrollBy({ top: top - panel.clientHeight / 3, behavior: "smooth" });
  };
  const clear = () => {
    for (const one of all(".s.on")) {
      one.classList.remove("on");
      const button = one.querySelector("button.n");
      if (button) button.setAttribute("aria-pressed", "false");
    }
  };
  const select = (sentence, follow) => {
    const again = sentence.classList.contains("on") && sentence.dataset.chosen;
    clear();
    for (const one of all("[data-chosen]")) delete one.dataset.chosen;
    if (again && !follow) return;
    sentence.dataset.chosen = "yes";
    const others = (sentence.dataset.to || "").split(" ").filter(Boolean).map(byId);
    for (const one of [sentence, ...others]) one.classList.add("on");
    const button = sentence.querySelector("button.n");
    if (button) button.setAttribute("aria-pressed", "true");
    const own = tabOf(sentence);
    if (own) choose(own);
    else {
      const open = others.filter((one) => !one.closest("[hidden]"));
      if (!open.length && others.length) choose(tabOf(others[0]));
    }
    if (follow) toTop(sentence);
    const seen = others.find((one) => !one.closest("[hidden]"));
    if (seen) toTop(seen);
  };
  for (const sentence of all(".s.linked")) {
    sentence.addEventListener("click", (event) => {
      if (event.target.closest(".f, .return") || String(getSelection())) return;
      select(sentence, false);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.goto");
    if (!link) return;
    event.preventDefault();
    hide();
    const sentence = byId(link.hash.slice(1));
    select(sentence, true);
    const button = sentence.querySelector("button.n");
    if (button) button.focus({ preventScroll: true });
  });

  // What is marked, and the back-translations.
  for (const tools of all(".tools, .filters")) tools.hidden = false;
  for (const chip of all("[data-look].chip")) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      const off = all("[data-look].chip[aria-pressed=false]").map((one) => one.dataset.look);
      panes.dataset.off = off.join(" ");
    });
  }
  const returns = byId("returns");
  if (returns) {
    returns.addEventListener("click", () => {
      const open = returns.getAttribute("aria-pressed") !== "true";
      returns.setAttribute("aria-pressed", String(open));
      for (const one of all(".return")) one.open = open;
    });
  }

  // Facts by kind: any that is pressed. A fold that holds one opens.
  for (const facts of all(".facts")) {
    const rows = all("tbody tr", facts);
    const chips = all(".chip", facts);
    const told = facts.querySelector(".shown-count");
    const sift = () => {
      const wanted = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.value);
      for (const row of rows) row.hidden = wanted.length > 0 && !wanted.includes(row.dataset.kind);
      for (const fold of all(".fold", facts)) fold.open = wanted.length > 0 && fold.querySelector("tbody tr:not([hidden])") !== null;
      told.textContent = wanted.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
    };
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
        sift();
      });
    }
  }

  // The section in view, in the bar; at the end of the page the last one.
  const links = all(".top nav a");
  const spy = () => {
    const end = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
    const above = links.filter((link) => byId(link.hash.slice(1)).getBoundingClientRect().top < innerHeight * 0.3);
    const here = end ? links[links.length - 1] : above[above.length - 1];
    for (const link of links) link.classList.toggle("here", link === here);
  };
  addEventListener("scroll", spy, { passive: true });
  spy();
})();
