/** A row of tabs as the ARIA practices want it: arrow keys move, one tab stop for all. */
export function setUpTabs(list: HTMLElement, onShow: (panel: HTMLElement) => void): void {
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const panelOf = (tab: HTMLElement): HTMLElement => document.getElementById(tab.getAttribute('aria-controls')!)!;
  const choose = (chosen: HTMLElement): void => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
    onShow(panelOf(chosen));
  };
  list.addEventListener('click', event => {
    const tab = tabs.find(candidate => candidate.contains(event.target as Node));
    if (tab !== undefined) choose(tab);
  });
  list.addEventListener('keydown', event => {
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    const tab = tabs[(next + tabs.length) % tabs.length]!;
    choose(tab);
    tab.focus();
    event.preventDefault();
  });
}
