package org.imgmill.transcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.child.Job;
import org.imgmill.transcode.child.Jobs;

/// What is sent to a child for outputs of one picture.
///
/// @param bytes of the picture, and of the watermarks behind it
record Asked(Jobs jobs, byte[] bytes) {

    /// @param plans of one picture
    static Asked of(
            List<Plan> plans, TranscodeLimits limits, Watermarks watermarks, Job.Show show) {
        Plan first = plans.getFirst();
        byte[] bytes = first.body();
        int length = first.length();
        var jobs = new ArrayList<Job>(plans.size());
        for (Plan plan : plans) {
            var mark = watermarks.of(plan.recipe());
            jobs.add(plan.job(limits, show, mark));
            if (mark != null) {
                bytes = Arrays.copyOf(bytes, Math.addExact(length, mark.file().length));
                System.arraycopy(mark.file(), 0, bytes, length, mark.file().length);
                length = bytes.length;
            }
        }
        return new Asked(new Jobs(jobs), bytes);
    }
}
