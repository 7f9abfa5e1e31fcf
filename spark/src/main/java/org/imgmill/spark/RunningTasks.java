package org.imgmill.spark;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/// What tasks that still run have counted: an accumulator itself moves only when a task ends.
final class RunningTasks extends SparkListener {

    private final Set<Long> accumulators;
    private final Map<Long, Map<Long, Long>> byTask = new ConcurrentHashMap<>();

    RunningTasks(Collection<Long> accumulators) {
        this.accumulators = Set.copyOf(accumulators);
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (var task : CollectionConverters.asJava(update.accumUpdates())) {
            var counted = new ConcurrentHashMap<Long, Long>();
            for (var one : CollectionConverters.asJava(task._4())) {
                if (accumulators.contains(one.id())
                        && one.update().isDefined()
                        && one.update().get() instanceof Number number) {
                    counted.put(one.id(), number.longValue());
                }
            }
            byTask.put((Long) task._1(), counted);
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        byTask.remove(end.taskInfo().taskId());
    }

    long sum(long accumulator) {
        return byTask.values().stream().mapToLong(task -> task.getOrDefault(accumulator, 0L)).sum();
    }
}
