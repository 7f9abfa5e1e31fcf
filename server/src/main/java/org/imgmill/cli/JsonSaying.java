package org.imgmill.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object per line: `begun`, `progress` once for each percent, then `result` or `refused`.
final class JsonSaying implements Saying {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private long lastPercent = -1;

    JsonSaying(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begun(BatchAnswer batch, boolean again) {
        say("begun", Map.of("batch", batch.id(), "images", batch.counts().total(), "again", again));
    }

    @Override
    public void show(long done, long total) {
        var percent = total == 0 ? 100 : done * 100 / total;
        if (percent != lastPercent) {
            lastPercent = percent;
            say("progress", Map.of("done", done, "images", total));
        }
    }

    @Override
    public void ended(BatchAnswer batch, Duration took, Written written) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("batch", batch.id());
        result.put("status", batch.status());
        result.put("images", batch.counts().total());
        result.put("stored", batch.counts().stored());
        result.put("failed", batch.counts().failed());
        result.put("bytes_in", batch.bytesIn());
        result.put("bytes_out", batch.bytesOut());
        result.put("seconds", took.toMillis() / 1000.0);
        result.put("results", written.results().toString());
        result.put("workbook", text(written.workbook()));
        result.put("errors", text(written.errors()));
        result.put("changes", batch.changes());
        result.put("changes_csv", text(written.changes()));
        result.put("failures", batch.failures());
        say("result", result);
    }

    private static @Nullable String text(@Nullable Path file) {
        return file == null ? null : file.toString();
    }

    @Override
    public void refused(String why) {
        say("refused", Map.of("message", why));
    }

    private void say(String event, Map<String, ? extends @Nullable Object> more) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("event", event);
        object.putAll(more);
        out.println(JSON.writeValueAsString(object));
    }
}
