package org.imgmill.processing;

import io.micrometer.core.instrument.MeterRegistry;
import org.imgmill.batch.Batches;
import org.imgmill.batch.HandedInWatermarks;
import org.imgmill.batch.Hosts;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.LaneSettings;
import org.imgmill.batch.Lanes;
import org.imgmill.node.Folders;
import org.imgmill.tracing.Steps;
import org.imgmill.tracing.Traces;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoder;
import org.imgmill.transcode.Watermarks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the parts of a node together.
@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

    @Bean
    Transcoder transcoder(TranscodeSettings settings, Folders folders, Watermarks watermarks) {
        var parts = settings.parts() == null ? folders.transcode() : settings.parts();
        return Transcoder.start(
                TranscodeLimits.DEFAULT
                        .withMaxPixels(settings.maxPixels())
                        .withDeadline(settings.deadline())
                        .withWorkers(settings.workers())
                        .withLibvips(settings.libvips())
                        .withConfinement(settings.confinement())
                        .withDirectory(parts),
                watermarks);
    }

    @Bean
    Watermarks watermarks(TranscodeSettings settings, HandedInWatermarks handedIn) {
        return new Watermarks(settings.watermarks(), handedIn);
    }

    @Bean
    ImageTry imageTry(
            Pictures hosts,
            KeptPictures pictures,
            StoreOutput outputs,
            Lanes lanes,
            RunAgain again,
            ProcessingSettings settings) {
        return new ProcessImage(hosts, pictures, outputs, lanes, again, settings);
    }

    @Bean
    TryListener tryListener(MetricsSettings metrics, MeterRegistry meters, Traces traces) {
        var count =
                new CountTries(new HostFailures(metrics.hosts(), meters, System::nanoTime), meters);
        return traces.collected() ? count.and(traced(traces)) : count;
    }

    /// Once its ending is known, so that the steps of failed images can be kept.
    private static TryListener traced(Traces traces) {
        return (turn, due, outcome, steps) ->
                traces.tried(turn, due, outcome, new Steps(steps.started(), steps.took()));
    }

    @Bean
    CodecPool codecPool(Transcoder transcoder, TranscodeSettings settings, MeterRegistry meters) {
        return new CodecPool(transcoder, settings.workers(), meters, Transcoder::warmUp);
    }

    @Bean
    NodeLoad nodeLoad(
            ProcessingSettings settings,
            LaneSettings lanes,
            CodecPool codec,
            MeterRegistry meters) {
        return new NodeLoad(settings, lanes.window(), codec, meters);
    }

    @Bean
    TryImage tryImage(
            ImageTry work,
            CodecPool codec,
            LaneQueue queue,
            TryListener listener,
            ProcessingSettings settings) {
        return new TryImage(work, codec, queue, listener, settings);
    }

    @Bean
    LaneParts node(
            Lanes lanes,
            TryImage images,
            Flusher flusher,
            StoreOutput outputs,
            NodeLoad load,
            Draining draining,
            DatabaseClock clock,
            ProcessingSettings settings) {
        return new LaneParts(lanes, images, flusher, outputs, load, draining, clock, settings);
    }

    @Bean
    RunLane runLane(LaneParts node, Batches batches, Hosts hosts, LaneQueue queue) {
        var health = new HostFailuresInARow(hosts, node.settings());
        return new RunLane(node, batches, health, queue);
    }
}
