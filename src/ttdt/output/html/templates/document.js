(() => {
  "use strict";
  const text = (row, place) => row.cells[place]?.textContent.trim() ?? "";
  const key = (row, place) => row.cells[place]?.dataset.value ?? "";

  // Empty cells stay last whichever way the others go.
  const compare = (place, descending) => (a, b) => {
    const [one, other] = [key(a.rows[0], place) || text(a.rows[0], place), key(b.rows[0], place) || text(b.rows[0], place)];
    if (!one || !other) return Number(!one) - Number(!other) || a.order - b.order;
    const numbers = [Number(one), Number(other)];
    const order = numbers.some(Number.isNaN)
      ? one.localeCompare(other, document.documentElement.lang, { numeric: true })
      : numbers[0] - numbers[1];
    return (descending ? -order : order) || a.order - b.order;
  };

  for (const table of document.querySelectorAll("table.rows:has(thead)")) {
    const heads = [...table.tHead.rows[0].cells];
    // A whole and the parts below it stay together, and all rows stay in their group.
    const groups = [...table.tBodies].map((body) => {
      const blocks = [];
      for (const row of body.querySelectorAll("tr:not(.group)")) {
        if (row.classList.contains("part") && blocks.length) blocks.at(-1).rows.push(row);
        else blocks.push({ rows: [row], order: blocks.length });
      }
      return { body, blocks };
    });
    for (const [place, head] of heads.entries()) {
      if (head.tagName !== "TH") continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
        const way = next === undefined ? "ascending" : next;
        for (const one of heads) one.removeAttribute("aria-sort");
        if (way) head.setAttribute("aria-sort", way);
        for (const { body, blocks } of groups) {
          const order = way ? compare(place, way === "descending") : (a, b) => a.order - b.order;
          for (const block of [...blocks].sort(order)) body.append(...block.rows);
        }
      });
    }
  }
})();
