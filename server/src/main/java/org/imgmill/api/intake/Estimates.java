package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.limits.RequestMemory;
import org.imgmill.limits.UploadPaths;
import org.imgmill.output.Output;
import org.imgmill.processing.SampleImages;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.stereotype.Component;

/// Tries some images of a catalogue in a dry run, if that is asked for.
@Component
class Estimates {

    static final String NAME = "estimate";

    /// Images of one estimate: as many of one host as are kept of it.
    private static final int TRIED = Strata.MOST;

    private static final Duration TIME = Duration.ofSeconds(10);

    private final SampleImages samples;
    private final RequestMemory memory;

    Estimates(SampleImages samples, RequestMemory memory) {
        this.samples = samples;
        this.memory = memory;
    }

    /// @throws Refused if it is asked for outside of a dry run
    static boolean isWanted(Fields fields, HttpServletRequest request) {
        if (!fields.flag(NAME)) {
            return false;
        }
        if (!UploadPaths.isDryRun(request) && !fields.flag(Fields.DRY_RUN)) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "estimate belongs to a dry run (dry_run=true).");
        }
        return true;
    }

    /// @param looked what was found in the catalogue, to which the estimate is added
    DryRun.Report add(DryRun.Looked looked, List<Output> outputs, HttpServletRequest request) {
        var report = looked.report();
        var strata = looked.strata().sample(TRIED);
        var urls = strata.stream().flatMap(host -> host.urls().stream()).toList();
        var recipes = outputs.stream().map(Output::recipe).toList();
        try {
            memory.hold(request, samples.mostBytes());
            var seen = samples.run(urls, recipes, TIME);
            double once = report.images() == 0 ? 1 : report.distinct() / (double) report.images();
            var hosts = new ArrayList<Estimate.Host>();
            int next = 0;
            for (var host : strata) {
                int end = next + host.urls().size();
                hosts.add(
                        new Estimate.Host(
                                host.host(),
                                host.images(),
                                Math.max(host.images() * once, host.urls().size()),
                                seen.subList(next, end)));
                next = end;
            }
            return report.with(Estimate.of(hosts, samples.ofOneHost(), samples.workers()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.until(
                    Duration.ofSeconds(5),
                    ProblemType.UNAVAILABLE,
                    "This server is stopping; ask again later.");
        }
    }
}
