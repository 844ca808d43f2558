/* Rows of a data table: arrows or J K move, Enter opens, Space ticks, Shift with an arrow extends.
   A row with data-href opens on a click; text in it stays selectable. Whoever comes back to a list stands on
   the row that was left: by Back, by loading anew, or by a link with data-to-list on the record's page. */
(function () {
  "use strict";

  function rowsOf(table) { return Array.from(table.querySelectorAll("tbody tr:not(.group)")); }
  function tableOf(target) { return target.closest("table[data-rows]") || document.querySelector("table[data-rows]"); }
  function currentOf(table) { return table.querySelector("tr.is-current"); }
  function box(row) { return row && row.querySelector('input[name="selected"]:not(:disabled)'); }
  function tick(row, on) { var mark = box(row); if (mark) { mark.checked = on; count(mark.form || mark.closest(".bulk")); } }

  function choose(row) {
    rowsOf(row.closest("table")).forEach(function (other) { other.classList.toggle("is-current", other === row); });
  }
  function stand(row) {
    choose(row);
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function move(table, step, extend) {
    var rows = rowsOf(table);
    var now = rows.indexOf(currentOf(table));
    var next = rows[Math.max(0, Math.min(rows.length - 1, now + step))];
    if (!next) { return; }
    if (extend && now >= 0) { tick(rows[now], true); tick(next, true); }
    stand(next);
  }
  function open(row) {
    var link = row.querySelector("a[data-handle]");
    if (row.dataset.href) { location.assign(row.dataset.href); } else if (link) { link.click(); }
  }

  function count(scope) {
    if (!scope) { return; }
    var all = Array.from(scope.querySelectorAll('tbody input[name="selected"]'));
    var ticked = all.filter(function (mark) { return mark.checked; });
    all.forEach(function (mark) { mark.closest("tr").classList.toggle("is-selected", mark.checked); });
    scope.querySelectorAll("[data-selected-count]").forEach(function (place) { place.textContent = ticked.length.toLocaleString("en"); });
    var whole = scope.querySelector("[data-select-all]");
    if (whole) {
      whole.checked = ticked.length > 0 && ticked.length === all.filter(function (mark) { return !mark.disabled; }).length;
      whole.indeterminate = ticked.length > 0 && !whole.checked;
    }
  }

  document.addEventListener("change", function (event) {
    var scope = event.target.closest(".bulk");
    if (!scope) { return; }
    if (event.target.matches("[data-select-all]")) {
      scope.querySelectorAll('tbody input[name="selected"]:not(:disabled)').forEach(function (mark) { mark.checked = event.target.checked; });
    }
    count(scope);
  });
  document.addEventListener("click", function (event) {
    var row = event.target.closest("table[data-rows] tbody tr:not(.group)");
    if (event.target.closest("[data-select-none]")) {
      var scope = event.target.closest(".bulk");
      scope.querySelectorAll('tbody input[name="selected"]').forEach(function (mark) { mark.checked = false; });
      count(scope);
    }
    if (row && event.target.closest("a")) { choose(row); }
    if (!row || event.target.closest("a, button, input, label, summary") || String(getSelection())) { return; }
    choose(row);
    if (row.dataset.href) { open(row); }
  });
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.name !== "selected" || document.querySelector("dialog[open]")) { return; }
    var table = tableOf(target);
    if (!table) { return; }
    var current = currentOf(table);
    var key = event.key.toLowerCase();
    /* Enter and Space belong to the control that has the focus; the keys that move are the list's. */
    if ((key === "enter" || key === " ") && /^(BUTTON|SUMMARY|A)$/.test(target.tagName)) { return; }
    if (key === "arrowdown" || key === "j") { move(table, 1, event.shiftKey); }
    else if (key === "arrowup" || key === "k") { move(table, -1, event.shiftKey); }
    else if (key === "enter" && current) { open(current); }
    else if (key === " " && box(current) && target.name !== "selected") { tick(current, !box(current).checked); }
    else { return; }
    event.preventDefault();
  });
  document.querySelectorAll(".bulk").forEach(count);

  /* Places of this tab, one for each address of a list: which record, and which line of the list it was. */
  var PLACE = "zhiheng-row:";
  var LAST = "last "; /* before the path of a list: the place left there last, whatever its conditions */
  function allRows() { return Array.from(document.querySelectorAll("table[data-rows] tbody tr:not(.group)")); }
  function recordOf(row) {
    var link = row.querySelector("a[data-handle]");
    var address = row.dataset.href || (link && link.getAttribute("href"));
    return address ? new URL(address, location.href).pathname : "";
  }
  function keep(list, place) {
    try {
      if (place) { sessionStorage.setItem(PLACE + list, JSON.stringify(place)); } else { sessionStorage.removeItem(PLACE + list); }
    } catch (error) { document.documentElement.dataset.placesKept = "no"; }
  }
  function kept(list) {
    try { return JSON.parse(sessionStorage.getItem(PLACE + list)); } catch (error) { return null; }
  }
  function here() { return location.pathname + location.search; }
  /* The line itself, else another line of its record; of a record that left the list, the line in its place. */
  function rowAt(place) {
    var rows = allRows();
    if (rows[place.line] && recordOf(rows[place.line]) === place.record) { return rows[place.line]; }
    var same = place.record && rows.find(function (row) { return recordOf(row) === place.record; });
    return same || (place.line >= 0 && rows[Math.min(place.line, rows.length - 1)]) || null;
  }
  function comeBack() {
    var place = kept(here());
    var way = performance.getEntriesByType("navigation")[0];
    var isBack = place && (place.sent || way && /^(back_forward|reload)$/.test(way.type));
    var row = isBack && !document.querySelector(".error-summary") && rowAt(place);
    if (row) { stand(row); }
    keep(here(), null); /* until this page is left: a later first visit starts at the top */
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-to-list]");
    if (!link) { return; }
    var list = link.pathname + link.search;
    var left = kept(LAST + link.pathname); /* its line stands for a record that is gone from the list */
    keep(list, { record: location.pathname, line: left ? left.line : -1, sent: true });
  });
  window.addEventListener("pagehide", function () {
    var rows = allRows();
    var line = rows.findIndex(function (row) { return row.classList.contains("is-current"); });
    if (line < 0) { return; }
    var place = { record: recordOf(rows[line]), line: line };
    keep(here(), place);
    keep(LAST + location.pathname, place);
  });
  window.addEventListener("pageshow", function (event) {
    var row = document.querySelector("table[data-rows] tr.is-current");
    document.querySelectorAll(".bulk").forEach(count);
    if (event.persisted && row) { stand(row); }
  });
  if (document.querySelector("table[data-rows]")) { comeBack(); }
}());
