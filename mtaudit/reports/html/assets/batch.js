(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const body = byId("table").tBodies[0];
  const heads = all("#table thead th");
  const name = byId("name");
  const rule = byId("rule");
  // Rows that are laid out at once; more come as the reader reaches them.
  const step = 150;

  const rows = [...body.rows].map((row, at) => ({
    row,
    at,
    text: row.cells[0].textContent.toLowerCase(),
    rules: ` ${row.dataset.r || ""} `,
    link: row.querySelector("a"),
    values: [...row.cells].map((cell, column) => (column ? Number.parseFloat(cell.textContent) : 0)),
  }));
  let order = rows;
  let left = rows;
  let laid = 0;
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const names = [...rows].sort((one, other) => compare(one.text, other.text));
  names.forEach((one, at) => { one.rank = at; });

  const lay = (upTo) => {
    const more = left.slice(laid, upTo);
    body.append(...more.map((one) => one.row));
    laid += more.length;
  };
  const put = () => {
    const word = name.value.trim().toLowerCase();
    const code = rule.value ? ` ${rule.value} ` : "";
    const fits = (one) => (!word || one.text.includes(word)) && (!code || one.rules.includes(code));
    left = order.filter(fits);
    laid = 0;
    body.replaceChildren();
    lay(step);
    byId("left").textContent = left.length === rows.length ? "" : `${left.length} of ${rows.length}`;
    byId("none").hidden = left.length > 0;
    const out = rows.map((one) => !fits(one));
    for (const dot of dots) {
      if (out[dot.at] !== dot.out) {
        dot.out = out[dot.at];
        dot.circle.classList.toggle("out", dot.out);
      }
    }
  };

  const sort = (column, down) => {
    const sign = down ? -1 : 1;
    const key = column ? (one) => one.values[column] : (one) => one.rank;
    order = [...rows].sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      // What has no value goes last, whichever way the others go.
      if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b) || one.at - other.at;
      return sign * (a - b) || one.at - other.at;
    });
    heads.forEach((head, at) => {
      const way = down ? "descending" : "ascending";
      head.setAttribute("aria-sort", at === column ? way : "none");
    });
    put();
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(column, now === "none" ? column > 0 : now === "ascending");
    });
  });
  name.addEventListener("input", put);
  rule.addEventListener("change", put);
  for (const filters of all(".filters")) filters.hidden = false;

  const dots = all(".scatter circle").map((circle) => ({ circle, at: Number(circle.dataset.i), out: false }));
  const tip = byId("tip");
  for (const scatter of all(".scatter")) {
    scatter.addEventListener("click", (event) => {
      const one = rows[event.target.dataset.i];
      if (one && one.link) location.href = one.link.href;
    });
    scatter.addEventListener("mousemove", (event) => {
      const one = rows[event.target.dataset.i];
      tip.hidden = !one;
      if (!one) return;
      tip.textContent = one.row.cells[0].textContent;
      tip.style.left = `${Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${event.clientY + 14}px`;
    });
    scatter.addEventListener("mouseleave", () => { tip.hidden = true; });
  }

  body.replaceChildren();
  lay(step);
  addEventListener("beforeprint", () => lay(left.length));
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) lay(laid + step);
  }, { rootMargin: "800px" }).observe(byId("more"));
})();
