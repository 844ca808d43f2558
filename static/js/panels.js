/* Dialogs, the drawer and the explanation popover. Their links are plain addresses first.
   data-open-dialog="id"  opens a <dialog> of the page
   data-dialog            loads the link into #dialog
   data-drawer            loads the link into #drawer; its address goes into the URL
   data-explain           loads the link into the popover beside the chip
   data-close             closes what it stands in */
(function () {
  "use strict";
  var drawer = document.getElementById("drawer");
  var dialog = document.getElementById("dialog");
  var explain = document.getElementById("explain");
  var openers = new Map();

  function plainClick(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  }
  function load(url, place, then) {
    window.htmx.ajax("GET", url, { target: place, swap: "innerHTML" }).then(then);
  }
  function labelled(place) {
    var title = place.querySelector("h2, h3");
    if (!title) { return; }
    if (!title.id) { title.id = place.id + "-title"; }
    place.setAttribute("aria-labelledby", title.id);
  }
  function giveBack(place) {
    var opener = openers.get(place);
    openers.delete(place);
    if (opener && document.contains(opener)) { opener.focus(); }
  }

  /* Drawer: not modal; Back closes it; the chosen cell stays outlined. */
  function choose(link) {
    document.querySelectorAll(".is-chosen").forEach(function (cell) { cell.classList.remove("is-chosen"); });
    var cell = link && link.closest("td.rank");
    if (cell) { cell.classList.add("is-chosen"); }
  }
  function openDrawer(link, push) {
    openers.set(drawer, link);
    choose(link);
    load(link.href, drawer, function () {
      labelled(drawer);
      drawer.focus();
      if (push) { history.pushState({ drawer: link.href }, "", link.href); }
    });
  }
  function closeDrawer(push) {
    if (!drawer || !drawer.firstElementChild) { return; }
    var home = drawer.dataset.home;
    drawer.textContent = "";
    choose(null);
    giveBack(drawer);
    if (push && home) { history.pushState({}, "", home); }
  }
  window.addEventListener("popstate", function (event) {
    if (event.state && event.state.drawer && drawer) {
      load(event.state.drawer, drawer, function () { labelled(drawer); });
    } else if (drawer && drawer.dataset.home === location.pathname + location.search) {
      closeDrawer(false);
    } else if (drawer && (drawer.dataset.home || isElsewhere(event))) {
      location.reload();
    }
  });
  /* An entry of the history whose page is not the one loaded here: a figure opened whole, then Back. */
  var loadedAt = location.pathname + location.search;
  function isElsewhere(event) {
    return !(event.state && event.state.htmx) && loadedAt !== location.pathname + location.search;
  }

  /* Popover: under its chip, inside the card's width, never outside the window. */
  function place(chip) {
    var box = chip.getBoundingClientRect();
    var card = (chip.closest(".card") || document.body).getBoundingClientRect();
    var width = Math.min(Math.max(card.width, 440), 520, window.innerWidth - 16);
    var left = Math.max(card.left, Math.min(box.left - 24, card.right - width));
    left = Math.max(8, Math.min(left, window.innerWidth - width - 8));
    explain.style.width = width + "px";
    explain.style.left = left + window.scrollX + "px";
    explain.style.top = box.bottom + 9 + window.scrollY + "px";
    explain.style.setProperty("--arrow", Math.round(box.left + box.width / 2 - left) + "px");
  }
  function openExplain(chip) {
    openers.set(explain, chip);
    load(chip.href, explain, function () {
      explain.hidden = false;
      labelled(explain);
      place(chip);
      explain.focus();
    });
  }
  function closeExplain() {
    if (!explain || explain.hidden) { return false; }
    explain.hidden = true;
    explain.textContent = "";
    giveBack(explain);
    return true;
  }

  function openDialog(box, opener) {
    openers.set(box, opener);
    box.querySelectorAll("[data-needs-count]").forEach(function (button) { button.disabled = true; });
    if (!box.open) { box.showModal(); }
    labelled(box);
  }
  document.addEventListener("close", function (event) {
    giveBack(event.target);
    if (event.target === dialog) { dialog.textContent = ""; }
  }, true);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-open-dialog], a[data-dialog], a[data-drawer], a[data-explain], [data-close]");
    if (explain && !explain.hidden && !explain.contains(event.target) && !(link && link.matches("[data-explain]"))) { closeExplain(); }
    if (!link || !plainClick(event)) { return; }
    if (link.dataset.openDialog) {
      openDialog(document.getElementById(link.dataset.openDialog), link);
    } else if (!window.htmx && !link.matches("[data-close]")) {
      return;
    } else if (link.matches("[data-explain]") && explain) {
      openExplain(link);
    } else if (link.matches("[data-drawer]") && drawer) {
      if (!drawer.firstElementChild) { drawer.dataset.home = location.pathname + location.search; }
      openDrawer(link, true);
    } else if (link.matches("[data-dialog]") && dialog) {
      load(link.href, dialog, function () { openDialog(dialog, link); });
    } else if (link.matches("[data-close]")) {
      if (link.closest("#explain")) { closeExplain(); }
      else if (link.closest("dialog")) { link.closest("dialog").close(); }
      else if (link.closest("#drawer") && drawer.dataset.home) { closeDrawer(true); }
      else { return; }
    } else { return; }
    event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) { return; }
    var menu = document.querySelector("details.menu[open], details.chip-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
    if (!closeExplain() && drawer && drawer.dataset.home) { closeDrawer(true); }
  });

  /* Acts over twenty records ask to type their number. */
  document.addEventListener("input", function (event) {
    var wanted = event.target.dataset.confirmCount;
    if (!wanted) { return; }
    var button = event.target.form.querySelector("[data-needs-count]");
    if (button) { button.disabled = event.target.value.trim() !== wanted; }
  });
}());
