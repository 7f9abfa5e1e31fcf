import { changeCatalogue, deleteCatalogue, runCatalogue } from "../api.js";
import { t } from "../text.js";
import { ask } from "../ui/ask.js";
import { notify, notifyProblem } from "../ui/notices.js";

/** What can be done to a catalogue, wherever it is shown; `reload` shows what came of it. */
export function acts(reload) {
  async function act(work, said, failed, then = reload) {
    try {
      await work();
      if (said) notify({ tone: "good", icon: "done", title: said, seconds: 6 });
      await then();
    } catch (error) {
      notifyProblem(error, failed);
    }
  }

  return {
    act,
    start: ({ id, name }) => act(() => runCatalogue(id), t("catalogue.runs", { name }), t("catalogue.not_run")),
    pause: ({ id, paused }) => act(() => changeCatalogue(id, { paused: !paused }), null, t("catalogue.not_changed")),
    async remove({ id, name }, then) {
      if (await ask({ title: t("delete.ask", { name }), text: t("catalogue.delete"), yes: t("delete"), no: t("delete.no") }))
        await act(() => deleteCatalogue(id), null, t("catalogue.not_deleted"), then);
    },
  };
}
