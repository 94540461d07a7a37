// Search without a server: the words of a query lead to parts of the index, each loaded as a script, so that it works from a file share.
"use strict";
(function () {
  var box = document.getElementById("search"), list = document.getElementById("found"), note = document.getElementById("note");
  if (!box || !list || !note) return;
  var base = box.dataset.index, parts = Number(box.dataset.parts), chinese = document.documentElement.lang === "zh";
  var loaded = {}, waiting = {}, turn = 0, most = 100;
  var form = document.getElementById("form");
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  window.lmPart = function (number, part) {
    loaded[number] = part;
    (waiting[number] || []).forEach(function (go) { go(part); });
    delete waiting[number];
  };

  function load(number) {
    return new Promise(function (go, stop) {
      if (loaded[number]) { go(loaded[number]); return; }
      if (waiting[number]) { waiting[number].push(go); return; }
      waiting[number] = [go];
      var script = document.createElement("script");
      script.src = base + number + ".js";
      script.onerror = stop;
      document.head.appendChild(script);
    });
  }

  var HAN = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

  function words(text) {
    var found = [], runs = text.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    runs.forEach(function (run) {
      var piece = "", han = false;
      function end() {
        if (!piece) return;
        var letters = Array.from(piece);
        if (han && letters.length > 1) for (var i = 0; i + 1 < letters.length; i++) found.push(letters[i] + letters[i + 1]);
        else found.push(piece);
        piece = "";
      }
      Array.from(run).forEach(function (letter) {
        var is = HAN.test(letter);
        if (is !== han) end();
        han = is;
        piece += letter;
      });
      end();
    });
    return found;
  }

  function partOf(word) {
    var letters = Array.from(word), end = HAN.test(word) ? 1 : 2, sum = 0;
    for (var i = 0; i < Math.min(end, letters.length); i++) sum = (sum * 31 + letters[i].codePointAt(0)) % 65521;
    return sum % parts;
  }

  function single(word) { return word.length < 2 && !HAN.test(word); }

  function candidates(part, word) {
    var entries = new Set(), cut = false;
    Object.keys(part.w).forEach(function (known) {
      // of a single letter or figure only the very word: what begins with it lies in other parts
      if (single(word) ? known !== word : known.indexOf(word) !== 0) return;
      part.w[known][1].forEach(function (at) { entries.add(at); });
      if (part.w[known][0] > part.w[known][1].length) cut = true;
    });
    return { entries: Array.from(entries).map(function (at) { return part.e[at]; }), cut: cut };
  }

  function fits(entry, query) {
    var own = words(entry[1] + " " + entry[2] + " " + entry[4]);
    return query.every(function (word) { return own.some(function (known) { return known.indexOf(word) === 0; }); });
  }

  // whose name holds the very words of the query comes first, then whose name begins with them, then who has them elsewhere
  function rank(entry, query) {
    var names = words(entry[1] + " " + entry[2]);
    return query.reduce(function (sum, word) {
      return sum + (names.indexOf(word) >= 0 ? 2 : names.some(function (known) { return known.indexOf(word) === 0; }) ? 1 : 0);
    }, 0);
  }

  function show(found, cut) {
    list.textContent = "";
    found.slice(0, most).forEach(function (entry) {
      var item = document.createElement("li"), link = document.createElement("a"), beside = document.createElement("span");
      link.href = entry[3];
      link.textContent = (chinese ? entry[2] : entry[1]) || entry[1] || entry[2];
      beside.className = "small";
      beside.textContent = " " + box.dataset[entry[0]] + (entry[4] ? " · " + entry[4] : "");
      item.append(link, beside);
      list.append(item);
    });
    note.textContent = !found.length && !cut ? box.dataset.none : cut || found.length > most ? box.dataset.more : box.dataset.count.replace("#", found.length);
  }

  function search() {
    var mine = ++turn, whole = words(box.value), query = whole.filter(function (word) { return !single(word); });
    if (!query.length) { list.textContent = ""; note.textContent = ""; return; }
    Promise.all(whole.map(function (word) { return load(partOf(word)).then(function (part) { return candidates(part, word); }); })).then(function (all) {
      if (mine !== turn) return;
      var several = all.filter(function (each, at) { return !single(whole[at]); }), exact = all.filter(function (each, at) { return single(whole[at]); });
      several.sort(function (a, b) { return (a.cut - b.cut) || (a.entries.length - b.entries.length); });
      var seen = new Set(), every = exact.reduce(function (sum, each) { return sum.concat(each.entries); }, several[0].entries);
      every = every.filter(function (entry) { var key = entry[0] + entry[3]; return !seen.has(key) && seen.add(key); });
      var found = every.filter(function (entry) { return fits(entry, whole); }).map(function (entry) { return [rank(entry, whole), entry]; });
      found.sort(function (a, b) { return b[0] - a[0]; });
      show(found.map(function (pair) { return pair[1]; }), several[0].cut);
    }, function () { note.textContent = box.dataset.failed; });
  }

  box.addEventListener("input", search);
  search();
})();
