(() => {
  "use strict";
  const form = document.querySelector("form.filters");
  if (!form) return;
  const control = (id) => document.getElementById(id);
  const find = control("find"), group = control("group"), unit = control("unit");
  const status = control("status"), sort = control("sort"), output = form.querySelector("output");
  const severity = form.dataset.severity.split(" ");
  const selection = "selection" in form.dataset;
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d").trim();

  // A block is an objective: a composite's row with the rows of its parts, which stay together.
  const tables = [...document.querySelectorAll("table[data-list]")].map((table) => {
    const pool = document.createElement("tbody");
    pool.setAttribute("role", "rowgroup");
    const blocks = new Map();
    for (const row of table.querySelectorAll("tr[data-objective]")) {
      const { objective, group, name, pace, words } = row.dataset;
      if (!blocks.has(objective)) {
        blocks.set(objective, {
          objective, group, name, pace: [], words: "", rows: [], home: row.parentNode, order: blocks.size,
        });
      }
      const block = blocks.get(objective);
      const units = new Map(row.dataset.units.split(" ").filter(Boolean).map((pair) => pair.split("=")));
      block.rows.push({ row, status: row.dataset.status, units });
      block.words += " " + words;
      if (pace !== "") block.pace.push(Number(pace));
    }
    return { table, pool, own: table.dataset.own, blocks: [...blocks.values()] };
  });
  const charts = [...document.querySelectorAll(".chart[data-objective]")];
  const owned = [...document.querySelectorAll("main [data-unit]")];
  const total = new Set(tables.flatMap((one) => one.blocks.map((block) => block.objective))).size;
  let descending = false;

  const verdicts = (own, entry) => {
    if (own) return [entry.status];
    if (unit.value) return [entry.units.get(unit.value)];
    return selection ? [...entry.units.values()] : [entry.status];
  };
  const rank = (own, block) => Math.min(...verdicts(own, block.rows[0]).map((one) => severity.indexOf(one)));
  const compare = (own) => (a, b) => {
    let order = 0;
    if (sort.value === "name") order = a.name.localeCompare(b.name, "vi");
    if (sort.value === "status") order = rank(own, a) - rank(own, b);
    if (sort.value === "pace") {
      // Those without a pace stay last whichever way the others go.
      if (!a.pace.length || !b.pace.length) return b.pace.length - a.pace.length || a.order - b.order;
      order = Math.min(...a.pace) - Math.min(...b.pace);
    }
    return (descending ? -order : order) || a.order - b.order;
  };

  const arrange = () => {
    for (const { table, pool, own, blocks } of tables) {
      const planned = sort.value === "plan" && !descending;
      const ordered = sort.value === "plan" ? [...blocks] : [...blocks].sort(compare(own));
      if (sort.value === "plan" && descending) ordered.reverse();
      if (planned) pool.remove();
      else table.append(pool);
      for (const block of ordered) {
        for (const { row } of block.rows) (planned ? block.home : pool).appendChild(row);
      }
      for (const head of table.querySelectorAll("tr.group")) head.dataset.off = planned ? "" : "yes";
      for (const head of table.querySelectorAll("th[data-sort]")) {
        if (head.dataset.sort !== sort.value) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      }
    }
  };

  // Many units are rows, folded by the area above them: those asked for stand open.
  const finder = control("find-unit");
  const areas = [...document.querySelectorAll("#by-unit .unit-rows tr[data-area]")];
  const folds = [...document.querySelectorAll("#by-unit details.fold")];
  let unfolded = [];
  const chooseAreas = () => {
    if (!finder) return;
    const wanted = fold(finder.value).split(/\s+/).filter(Boolean);
    const asked = wanted.length > 0 || unit.value !== "";
    let count = 0;
    for (const row of areas) {
      const words = fold(row.cells[0].textContent);
      row.hidden = (unit.value !== "" && row.dataset.area !== unit.value) || !wanted.every((word) => words.includes(word));
      if (!row.hidden) count += 1;
    }
    for (const one of folds) {
      const found = one.querySelector("tr[data-area]:not([hidden])") !== null;
      one.hidden = !found;
      if (asked && found && !one.open) { one.open = true; unfolded.push(one); }
    }
    if (!asked) { for (const one of unfolded) one.open = false; unfolded = []; }
    const output = finder.parentNode.querySelector("output");
    output.textContent = asked ? output.dataset.text.replace("{n}", count) : "";
  };
  // Columns are hidden by a rule of the page's own style sheet: its policy allows no other.
  const heads = [...(document.querySelector("#by-unit .unit-rows thead tr")?.cells ?? [])];
  const sheet = document.styleSheets[0];
  const rule = heads.length ? sheet.insertRule("#by-unit .unit-rows :is(none) { display: none; }", sheet.cssRules.length) : -1;
  const chooseColumns = (shown) => {
    if (rule < 0) return;
    const hidden = heads.flatMap((head, place) => (place && !shown.has(head.dataset.objective) ? [`:nth-child(${place + 1})`] : []));
    sheet.cssRules[rule].selectorText = `#by-unit .unit-rows tr > :is(${hidden.join(", ") || "none"})`;
  };

  const choose = () => {
    const wanted = fold(find.value).split(/\s+/).filter(Boolean);
    const shown = new Set();
    for (const { own, blocks } of tables) {
      const inScope = !own || !unit.value || own === unit.value;
      for (const block of blocks) {
        const fits = (!group.value || block.group === group.value)
          && wanted.every((word) => block.words.includes(word))
          && (!status.value || block.rows.some((entry) => verdicts(own, entry).includes(status.value)));
        for (const { row } of block.rows) row.hidden = !fits;
        if (fits && inScope) shown.add(block.objective);
      }
    }
    for (const head of document.querySelectorAll("table[data-list] tr.group")) {
      head.hidden = head.dataset.off === "yes" || !head.parentNode.querySelector("tr[data-objective]:not([hidden])");
    }
    for (const item of owned) item.hidden = unit.value !== "" && item.dataset.unit !== unit.value;
    chooseAreas();
    chooseColumns(shown);
    for (const chart of charts) chart.hidden = !shown.has(chart.dataset.objective);
    name();
    const text = output.dataset.text.replace("{n}", shown.size).replace("{total}", total);
    if (output.textContent !== text) output.textContent = text;
  };

  // With a unit chosen, the province's rows also say what that unit has.
  const name = () => {
    for (const old of document.querySelectorAll(".chosen")) old.remove();
    if (!unit.value || selection) return;
    const label = unit.selectedOptions[0].textContent;
    const cells = new Map();
    const line = areas.find((row) => row.dataset.area === unit.value);
    heads.forEach((head, place) => { if (line && place) cells.set(head.dataset.key, line.cells[place].textContent); });
    for (const row of document.querySelectorAll(".heat tr[data-key]")) {
      const cell = [...row.cells].find((one) => one.dataset.unit === unit.value);
      if (cell) cells.set(row.dataset.key, cell.querySelector("summary").textContent.trim());
    }
    for (const row of document.querySelectorAll(".list tr[data-key]")) {
      if (!cells.has(row.dataset.key)) continue;
      const words = document.createElement("span");
      words.className = "chosen";
      words.textContent = `${label}: ${cells.get(row.dataset.key)}`;
      row.querySelector(".verdict").append(words);
    }
  };

  const update = () => { arrange(); choose(); };
  for (const head of document.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      descending = sort.value === head.dataset.sort && !descending;
      sort.value = head.dataset.sort;
      update();
    });
  }
  find.addEventListener("input", choose);
  if (finder) {
    finder.addEventListener("input", chooseAreas);
    finder.parentNode.hidden = false;
  }
  for (const one of [group, unit, status]) one.addEventListener("change", update);
  sort.addEventListener("change", () => { descending = false; update(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { if (finder) finder.value = ""; });
  form.addEventListener("reset", () => setTimeout(() => { descending = false; update(); }));

  const shut = (cell) => { cell.open = false; cell.querySelector("summary").focus(); };
  document.addEventListener("toggle", (event) => {
    const cell = event.target;
    if (!cell.matches?.("details.cell") || !cell.open) return;
    for (const other of document.querySelectorAll("details.cell[open]")) if (other !== cell) other.open = false;
    const card = cell.querySelector(".card");
    // On a telephone the card lies over the lower half, where the cell may be.
    const covered = cell.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
    if (covered > 0 && card.clientWidth > innerWidth / 2) scrollBy(0, covered + 8);
    if (card.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.close;
    button.addEventListener("click", () => shut(cell));
    card.prepend(button);
  }, true);
  document.addEventListener("keydown", (event) => {
    const cell = document.querySelector("details.cell[open]");
    if (event.key === "Escape" && cell) shut(cell);
  });

  // On a telephone the notes are headings to open; on paper all are open but those of hundreds.
  const notes = [...document.querySelectorAll("details.notes[open]")];
  if (matchMedia("(max-width: 1240px)").matches) for (const one of notes) one.open = false;
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = notes.filter((one) => !one.open);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

  // What a link leads to is shown, whatever was filtered.
  const follow = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row?.matches(".list tr")) return;
    if (row.hidden || row.closest("[hidden]")) {
      form.reset();
      setTimeout(() => row.scrollIntoView());
    } else row.scrollIntoView();
  };
  addEventListener("hashchange", follow);

  form.hidden = false;
  update();
  follow();
})();
