// Before the first paint: the theme that was chosen here, if one was.
const theme = localStorage.getItem("detente-theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
