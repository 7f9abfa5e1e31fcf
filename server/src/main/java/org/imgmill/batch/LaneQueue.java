package org.imgmill.batch;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts lanes in the queue of db-scheduler, in the caller's transaction: at most 64 turns of a
/// batch at a time.
@Component
public class LaneQueue {

    /// The name of the task that runs a lane; its instance is `<batch>/<lane>`.
    public static final String TASK = "lane";

    /// Picks due lanes of batches that came with another key than one; it reads no batch of that
    /// key and no lane of its batches. Parameters: task, key, now, limit, who picks, now.
    public static final String PICK_OF_OTHERS =
            """
            with due as (
              select t.task_name, t.task_instance from batch b
              join scheduled_tasks t on t.task_name = ? and t.task_instance >= b.id || '/' and t.task_instance < b.id || '0'
              where b.owner is distinct from ?::uuid and b.finished_at is null and b.deleted_at is null
              and not t.picked and t.execution_time <= ?
              order by t.priority desc, t.execution_time limit ? for update of t skip locked),
            picked as (
              update scheduled_tasks t set picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
              from due where t.task_name = due.task_name and t.task_instance = due.task_instance
              returning t.*)
            select * from picked order by priority desc, execution_time
            """;

    static final int TURNS = 64;

    private final JdbcClient db;

    LaneQueue(JdbcClient db) {
        this.db = db;
    }

    /// Gives a turn to the first lanes of a batch, new or taken up again.
    void scheduleFirst(UUID batch) {
        db.sql(
                        """
                        with b as (
                          update batch set next_lane = least(lanes, ?) where id = ? returning next_lane, priority)
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                        select ?, ? || '/' || n, now(), false, 1, b.priority
                        from b cross join lateral generate_series(0, b.next_lane - 1) n
                        on conflict (task_name, task_instance) do update set execution_time = now()
                        where not scheduled_tasks.picked
                        """)
                .params(TURNS, batch, TASK, batch.toString())
                .update();
    }

    /// Gives the turn of a lane that ended or went to sleep to the next lane that has had none.
    ///
    /// @return that lane, if there is one
    public Optional<Integer> scheduleNext(UUID batch) {
        return db.sql(
                        """
                        with b as (
                          update batch set next_lane = next_lane + 1 where id = ? and next_lane < lanes
                          returning next_lane - 1 as lane, priority),
                        q as (
                          insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                          select ?, ? || '/' || b.lane, now(), false, 1, b.priority from b
                          on conflict do nothing)
                        select lane from b
                        """)
                .params(batch, TASK, batch.toString())
                .query(Integer.class)
                .optional();
    }

    /// Takes back at once the lanes that this node was running when it was killed; they go on as
    /// suspects.
    ///
    /// @param node the name under which this node picks
    /// @return how many
    public int takeBack(String node) {
        return db.sql(
                        """
                        update scheduled_tasks t set picked = false, picked_by = null, last_heartbeat = null,
                          version = version + 1, execution_time = now(),
                          task_data = convert_to((d.data || jsonb_build_object('suspect', true, 'deaths',
                            case when d.data->>'trying' is null then 0 else coalesce((d.data->>'deaths')::int, 0) + 1 end))::text,
                            'UTF8')
                        from (
                          select task_instance, coalesce(convert_from(task_data, 'UTF8')::jsonb, '{"cursor": -1}') data
                          from scheduled_tasks where task_name = ? and picked and picked_by = ?) d
                        where t.task_name = ? and t.task_instance = d.task_instance
                        """)
                .params(TASK, node, TASK)
                .update();
    }

    /// Notes in a running lane's task what it is about to do, to be found there if that kills the
    /// node.
    public void note(UUID batch, int lane, byte[] data) {
        db.sql(
                        "update scheduled_tasks set task_data = ? where task_name = ? and task_instance = ? and picked")
                .params(data, TASK, batch + "/" + lane)
                .update();
    }

    void prioritise(UUID batch, int priority) {
        db.sql(
                        """
                        update scheduled_tasks set priority = ?
                        where task_name = ? and task_instance >= ? || '/' and task_instance < ? || '0'
                        """)
                .params(priority, TASK, batch.toString(), batch.toString())
                .update();
    }

    /// Takes the turns that nobody has picked out of the queue.
    void remove(UUID batch) {
        db.sql(
                        """
                        delete from scheduled_tasks
                        where task_name = ? and task_instance >= ? || '/' and task_instance < ? || '0' and not picked
                        """)
                .params(TASK, batch.toString(), batch.toString())
                .update();
    }

    /// Gives turns to unended batches that have images left and no turn in the queue: whatever was
    /// lost, comes back.
    ///
    /// @return how many batches were found like that
    public int sweep() {
        var stranded =
                db.sql(
                                """
                                select id from batch b
                                where status in ('pending', 'processing') and pending > 0 and deleted_at is null
                                and not exists (
                                  select from scheduled_tasks t where task_name = ?
                                  and task_instance >= b.id || '/' and task_instance < b.id || '0')
                                """)
                        .param(TASK)
                        .query(UUID.class)
                        .list();
        stranded.forEach(this::scheduleFirst);
        return stranded.size();
    }
}
