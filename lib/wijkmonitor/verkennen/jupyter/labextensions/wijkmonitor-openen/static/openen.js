// A notebook that `wijkmonitor verken` laid ready shows its results when it is opened.
// Only where its metadata asks for that and where every code cell is trusted: laid ready or run by this user.
const asksForIt = panel => panel.content?.model?.getMetadata('wijkmonitor')?.bij_openen === true;

const isTrusted = panel =>
  Array.from(panel.content.model.cells).every(cell => cell.type !== 'code' || cell.trusted);

const runOnce = (app, seen) => async panel => {
  if (!panel?.sessionContext || !panel.content || seen.has(panel)) return;
  seen.add(panel);
  await panel.context.ready;
  if (!asksForIt(panel) || !isTrusted(panel)) return;
  await panel.sessionContext.ready;
  await panel.sessionContext.session?.kernel?.info;
  if (app.shell.currentWidget !== panel) {
    seen.delete(panel); // the command runs the notebook in front: this one waits until it comes there
    return;
  }
  await app.commands.execute('notebook:run-all-cells');
  panel.content.activeCellIndex = 0;
  panel.content.node.querySelector('.jp-WindowedPanel-outer')?.scrollTo(0, 0);
};

const plugin = {
  id: 'wijkmonitor-openen:plugin',
  autoStart: true,
  activate: app => {
    const run = runOnce(app, new WeakSet());
    app.shell.currentChanged.connect((_, change) => run(change.newValue));
    app.restored.then(() => run(app.shell.currentWidget));
  }
};

(window._JUPYTERLAB ??= {})['wijkmonitor-openen'] = {
  init: () => undefined,
  get: async () => () => ({ __esModule: true, default: plugin })
};
