package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.Fit;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// All that is done to a picture once it has its size and is upright.
///
/// @param mark the file of the watermark, if the job has one
record Finish(Scope scope, Job job, MemorySegment mark) {

    /// Whether the output shows more or less than the whole picture as it is.
    boolean changes(Layout layout) {
        return !layout.isPlain() || job.recipe().draws();
    }

    Image of(Image image, Layout layout) throws VipsException {
        if (!changes(layout)) {
            return image;
        }
        Image held = image.inMemory();
        if (EachFrame.count(held) == 1) {
            // With bars, a page of half the new height must not become two pages.
            held.remove("page-height");
        }
        return EachFrame.of(scope, held, steps(layout));
    }

    /// In the order in which they are done.
    private List<Step> steps(Layout layout) throws VipsException {
        Recipe recipe = job.recipe();
        boolean cover = recipe.fit() == Fit.COVER;
        var steps = new ArrayList<Step>();
        if (recipe.rotate() != 0) {
            steps.add(new Turn(recipe.rotate()));
        }
        if (cover && !layout.isPlain()) {
            steps.add(new CutToShape(layout.canvas(), recipe.position()));
        }
        if (recipe.sharpen() != null) {
            steps.add(new Sharpen(recipe.sharpen()));
        }
        if (!cover && !layout.isPlain()) {
            steps.add(new Bars(layout.canvas(), recipe));
        }
        if (job.mark() != null) {
            steps.add(new Overlay(watermark(job.mark()), recipe));
        }
        return steps;
    }

    private Image watermark(Job.Mark file) throws VipsException {
        Image opened = new Loaders(scope, file.kind(), mark).first();
        return Colours.inColour(scope, Colours.toSrgb(scope, opened, null)).inMemory();
    }
}
