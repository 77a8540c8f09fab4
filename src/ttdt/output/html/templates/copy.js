(() => {
  "use strict";
  const { copy, copied, decimal } = document.body.dataset;
  const number = /^([+-]?\d[\d.,]*)[^\d\s]*(?:\s\D*(?:\([\d/]+\))?)?$/;
  const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

  // A number goes without its unit, its verdict and marks between thousands, for Excel to reckon
  // with; what a target begins with stays.
  const words = (cell) => {
    const shown = cell.cloneNode(true);
    for (const one of shown.querySelectorAll(".anchor, .card, svg")) one.remove();
    const below = [...shown.querySelectorAll(".sub")];
    for (const one of below) one.remove();
    const graded = shown.querySelector("data") ?? (cell.matches(".unit-rows td") ? shown : null);
    const line = (node) => node.textContent.replace(/\s+/g, " ").trim();
    const said = graded ? line(graded).replace(/^\D+ (?=[+-]?\d)/, "") : line(shown);
    const found = graded || cell.classList.contains("num") ? number.exec(said) : null;
    if (found) return [...found[1]].filter((sign) => sign === decimal || !",.".includes(sign)).join("");
    const text = [said, ...below.map(line)].filter(Boolean).join("; ");
    return formula.test(text) ? `'${text}` : text;
  };
  const isShown = (table) => (cell) => !cell.hidden
    && !(table.matches(".unit-rows") && getComputedStyle(cell).display === "none");
  const rows = (table) => [...table.rows]
    .filter((row) => !row.hidden)
    .map((row) => [...row.cells].filter(isShown(table)).map(words).join("\t"));

  // Where a page may not write to the clipboard, the marked text of a field is copied instead.
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      const back = document.activeElement;
      field.className = "vh";
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      back?.focus();
      if (!done) throw new Error("not copied");
    }
  };

  for (const table of document.querySelectorAll("table.list, table.heat, table.rows, table.unit-rows")) {
    const line = document.createElement("p");
    line.className = "copy";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    button.setAttribute("aria-label", `${copy}: ${table.caption?.textContent ?? ""}`);
    const output = document.createElement("output");
    line.append(output, button);
    button.addEventListener("click", async () => {
      const lines = rows(table);
      await write(lines.join("\n"));
      output.textContent = copied.replace("{n}", lines.length);
      setTimeout(() => { output.textContent = ""; }, 4000);
    });
    (table.closest(".frame, .sheet, .scroll") ?? table).before(line);
  }
})();
