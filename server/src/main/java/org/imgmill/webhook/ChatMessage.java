package org.imgmill.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imgmill.batch.Batch;

/// What people read about a batch where they talk: a sentence and where to look.
///
/// @param sentence plain text
/// @param page of the batch
/// @param results the catalogue with the new links; empty while there is none
record ChatMessage(String sentence, String page, String results) {

    private static final double MB = 1_000_000;
    private static final int PERCENT = 100;

    /// @param page of the batch
    /// @param results its results.csv
    static ChatMessage of(EventType type, Batch batch, String page, String results) {
        boolean begun = type == EventType.PROCESSING;
        return new ChatMessage(sentence(type, batch), page, begun ? "" : results);
    }

    private static String sentence(EventType type, Batch batch) {
        var counts = batch.counts();
        var name = batch.shortName();
        int total = counts.total();
        return switch (type) {
            case PROCESSING -> "%s has begun: %s.".formatted(name, images(total));
            case COMPLETED ->
                    "%s is done: %s stored%s.".formatted(name, images(total), saved(counts));
            case COMPLETED_WITH_ERRORS ->
                    "%s is done: %,d of %s stored%s; %,d failed."
                            .formatted(
                                    name,
                                    counts.stored(),
                                    images(total),
                                    saved(counts),
                                    counts.failed());
            case FAILED ->
                    "%s has failed: %,d of %s stored, %,d failed."
                            .formatted(name, counts.stored(), images(total), counts.failed());
            case CANCELLED ->
                    "%s was cancelled: %,d of %s stored."
                            .formatted(name, counts.stored(), images(total));
            case CHANGED -> "%s has changed: %s.".formatted(name, changes(batch));
            case TEST -> "This is a test: imgmill would tell here how %s ends.".formatted(name);
        };
    }

    private static String changes(Batch batch) {
        var changes = batch.run() == null ? null : batch.run().changes();
        return changes == null
                ? "see there"
                : String.format(
                        Locale.ROOT,
                        "%,d new, %,d changed, %,d gone, %,d failed now, %,d mended",
                        changes.added(),
                        changes.changed(),
                        changes.gone(),
                        changes.failedNow(),
                        changes.mended());
    }

    private static String images(int count) {
        return count == 1 ? "1 image" : String.format(Locale.ROOT, "%,d images", count);
    }

    private static String saved(Batch.Counts counts) {
        if (counts.bytesIn() <= 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                ", %.1f MB became %.1f MB (%.0f %% less)",
                counts.bytesIn() / MB,
                counts.bytesOut() / MB,
                PERCENT - counts.bytesOut() * (double) PERCENT / counts.bytesIn());
    }

    /// As Slack, Mattermost, Rocket.Chat and Discord (`/slack`) take it.
    ///
    /// @see <a href="https://api.slack.com/reference/surfaces/formatting">Formatting text</a>
    Map<String, Object> forSlack() {
        var text = new StringBuilder(escaped(sentence));
        text.append(" <").append(page).append("|Open>");
        if (!results.isEmpty()) {
            text.append(" · <").append(results).append("|results.csv>");
        }
        return Map.of("text", text.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// As a workflow of Microsoft Teams takes it: one adaptive card.
    ///
    /// @see <a href="https://adaptivecards.io/explorer/AdaptiveCard.html">Adaptive Cards</a>
    Map<String, Object> forTeams() {
        var actions = new ArrayList<Map<String, Object>>();
        actions.add(open("Open", page));
        if (!results.isEmpty()) {
            actions.add(open("results.csv", results));
        }
        var block =
                Map.of(
                        "type",
                        "RichTextBlock",
                        "inlines",
                        List.of(Map.of("type", "TextRun", "text", sentence)));
        var card =
                Map.of(
                        "$schema",
                        "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type",
                        "AdaptiveCard",
                        "version",
                        "1.4",
                        "body",
                        List.of(block),
                        "actions",
                        actions);
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(
                        Map.of(
                                "contentType",
                                "application/vnd.microsoft.card.adaptive",
                                "content",
                                card)));
    }

    /// The subject on a line of its own, then the text.
    String forMail() {
        var links =
                results.isEmpty()
                        ? page
                        : page + "\n\nThe catalogue with the new links:\n" + results;
        return sentence.replaceAll("\\R", " ") + "\n\n" + sentence + "\n\n" + links + "\n";
    }

    private static Map<String, Object> open(String title, String url) {
        return Map.of("type", "Action.OpenUrl", "title", title, "url", url);
    }
}
