"""House style: habits of newsrooms. In no penalty, and no evidence of translation."""
