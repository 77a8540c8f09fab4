"use strict";
// Finds passages in which every word asked for begins a word, whatever the diacritics: "bao cao"
// finds "báo cáo", and "báo cáo" puts those before "bao cao".
(() => {
  const script = document.currentScript;
  const place = document.querySelector("search");
  const query = document.getElementById("query");
  const results = document.getElementById("results");
  const status = results.querySelector("p");
  const list = results.querySelector("ol");
  const MOST = 20;
  const AROUND = 60;
  let loading = null;

  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const begins = (word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "gu");

  const load = () => loading ??= new Promise((done) => {
    const data = document.createElement("script");
    data.src = script.dataset.passages;
    data.onload = () => done(window.passages.map(([address, page, heading, text]) => ({
      address, page, heading, text,
      title: fold(`${page} ${heading}`), body: fold(text),
      written: `${page} ${heading} ${text}`.normalize("NFC").toLowerCase(),
    })));
    document.head.append(data);
  });

  const find = (asked, passages) => {
    const typed = asked.normalize("NFC").toLowerCase().trim();
    const wanted = words(fold(asked)).map(begins);
    if (wanted.length === 0) return null;
    const phrase = begins(words(fold(asked)).join("[^\\p{L}\\p{N}]+"));
    const found = [];
    for (const one of passages) {
      let worth = 0;
      for (const word of wanted) {
        const inTitle = (one.title.match(word) ?? []).length;
        const inBody = (one.body.match(word) ?? []).length;
        if (inTitle + inBody === 0) { worth = -1; break; }
        worth += 8 * Math.min(inTitle, 1) + Math.min(inBody, 4) / 2;
      }
      if (worth < 0) continue;
      if (one.title.match(phrase)) worth += 12;
      if (one.body.match(phrase)) worth += 6;
      if (one.written.includes(typed)) worth += 4;
      found.push([worth, one]);
    }
    return found.sort((a, b) => b[0] - a[0]).map(([, one]) => one);
  };

  // Marks what was found in a text as written, whose letters a folded one has in the same number.
  const marked = (text, asked) => {
    const letters = [...text.normalize("NFC")];
    const plain = letters.map((letter) => fold(letter)[0] ?? " ").join("");
    const pieces = [];
    let at = 0;
    const hits = words(fold(asked)).flatMap((word) => [...plain.matchAll(begins(word))]
      .map((hit) => [hit.index, hit.index + word.length])).sort((a, b) => a[0] - b[0]);
    for (const [from, to] of hits) {
      if (from < at) continue;
      pieces.push(letters.slice(at, from).join(""));
      const mark = document.createElement("mark");
      mark.textContent = letters.slice(from, to).join("");
      pieces.push(mark);
      at = to;
    }
    return [...pieces, letters.slice(at).join("")];
  };

  const around = (one, asked) => {
    const wanted = words(fold(asked));
    const phrase = one.body.search(begins(wanted.join("[^\\p{L}\\p{N}]+")));
    const at = phrase < 0 ? Math.max(0, one.body.search(begins(wanted[0]))) : phrase;
    const text = one.text.normalize("NFC");
    const from = Math.max(0, at - AROUND);
    const cut = text.slice(from, at + 3 * AROUND);
    return `${from > 0 ? "…" : ""}${cut}${at + 3 * AROUND < text.length ? "…" : ""}`;
  };

  const line = (one, asked) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = script.dataset.top + one.address;
    const head = document.createElement("b");
    head.append(...marked(one.heading || one.page, asked));
    const page = document.createElement("small");
    if (one.heading && one.heading !== one.page) page.append(...marked(one.page, asked));
    const text = document.createElement("span");
    text.append(...marked(around(one, asked), asked));
    link.append(head, page, text);
    item.append(link);
    return item;
  };

  const show = async () => {
    const passages = await load();
    const asked = query.value;
    const found = find(asked, passages);
    results.hidden = found === null;
    if (found === null) return;
    status.textContent = found.length
      ? `${found.length} ${status.dataset.found}` : status.dataset.nothing;
    list.replaceChildren(...found.slice(0, MOST).map((one) => line(one, asked)));
  };

  place.hidden = false;
  query.addEventListener("input", show);
  query.addEventListener("focus", () => { if (query.value) show(); else load(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing) { event.preventDefault(); query.focus(); }
    if (event.key === "Escape") { results.hidden = true; }
    const links = results.hidden ? [] : [...list.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || links.length === 0 || !place.contains(event.target)) return;
    event.preventDefault();
    const next = links.indexOf(document.activeElement) + step;
    (links[next] ?? (next < 0 ? query : links.at(-1))).focus();
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
  });
  document.addEventListener("click", (event) => {
    if (!place.contains(event.target)) results.hidden = true;
  });
})();
