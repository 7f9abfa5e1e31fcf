package org.imgmill.api.outputs;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Check;
import org.imgmill.batch.Marketplace;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// What a shop wants to know of its pictures, once their batch has ended.
@RestController
class ChecksController {

    private final Views views;
    private final WriteChecks checks;

    ChecksController(Views views, WriteChecks checks) {
        this.views = views;
        this.checks = checks;
    }

    /// @param state `done`, `waiting` until the batch has ended and some seconds more, or `none`
    ///   for a batch older than the checks
    /// @param compared how many images were compared with the others
    record ChecksView(
            String state,
            @Nullable String marketplace,
            int images,
            int compared,
            List<CheckView> checks) {}

    /// @param images how many it was found of
    record CheckView(String check, int images, String sentence) {}

    @GetMapping("/v1/batches/{id}/checks")
    ChecksView counts(
            @PathVariable String id, @RequestParam(required = false) @Nullable String marketplace) {
        var market = marketplace(marketplace);
        var word = market == null ? null : market.word();
        return switch (views.find(id).checked()) {
            case Batch.Checked.Never() -> new ChecksView("none", word, 0, 0, List.of());
            case Batch.Checked.Waiting() -> new ChecksView("waiting", word, 0, 0, List.of());
            case Batch.Checked.Done(var found) ->
                    new ChecksView(
                            "done",
                            word,
                            found.images(),
                            found.compared(),
                            Arrays.stream(Check.values())
                                    .map(
                                            check ->
                                                    new CheckView(
                                                            check.word(),
                                                            found.found(check, market),
                                                            check.sentence()))
                                    .toList());
        };
    }

    @GetMapping("/v1/batches/{id}/checks.csv")
    ResponseEntity<StreamingResponseBody> findings(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String marketplace,
            @RequestParam(required = false) @Nullable String check) {
        var market = marketplace(marketplace);
        var only = oneOf("check", check, Check.values(), Check::word);
        var batch = views.find(id);
        switch (batch.checked()) {
            case Batch.Checked.Done _ -> {}
            case Batch.Checked.Waiting() ->
                    throw new Refused(
                            ProblemType.WRONG_STATE,
                            "What the checks find is known some seconds after the batch has ended.");
            case Batch.Checked.Never() ->
                    throw new Refused(
                            ProblemType.WRONG_STATE,
                            "This batch is from before there were checks.");
        }
        return OutputsController.attachment(
                batch, "checks", out -> checks.write(batch, market, only, out));
    }

    private static @Nullable Marketplace marketplace(@Nullable String word) {
        return oneOf("marketplace", word, Marketplace.values(), Marketplace::word);
    }

    /// Null where none was asked for.
    private static <T> @Nullable T oneOf(
            String field, @Nullable String word, T[] all, Function<T, String> words) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return Arrays.stream(all)
                .filter(one -> words.apply(one).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Refused(
                                        ProblemType.INVALID_FIELD,
                                        "%s is one of %s, not \"%s\"."
                                                .formatted(
                                                        field,
                                                        Arrays.stream(all)
                                                                .map(words)
                                                                .collect(Collectors.joining(", ")),
                                                        word)));
    }
}
