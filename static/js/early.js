/* Runs before the first paint: script is on, and the menu is as this person left it. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  /* The token of this browser's session now: signing in again in another tab changes it. */
  window.zhihengToken = function () {
    var cookie = /(?:^|;\s*)zhiheng_csrf=([^;]+)/.exec(document.cookie);
    var meta = document.querySelector('meta[name="csrf-token"]');
    return cookie ? cookie[1] : meta ? meta.content : "";
  };
  try {
    var kept = localStorage.getItem("zhiheng-nav-" + (root.dataset.nav || "full"));
    root.dataset.navKey = root.dataset.nav || "full";
    if (kept) { root.dataset.nav = kept; }
  } catch (error) {
    root.dataset.navKey = root.dataset.nav || "full"; /* storage is closed: the page's own choice stays */
  }
}());
