/* Runs before the first paint: script is on, and the menu is as this person left it. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var kept = localStorage.getItem("zhiheng-nav-" + (root.dataset.nav || "full"));
    root.dataset.navKey = root.dataset.nav || "full";
    if (kept) { root.dataset.nav = kept; }
  } catch (error) {
    root.dataset.navKey = root.dataset.nav || "full"; /* storage is closed: the page's own choice stays */
  }
}());
