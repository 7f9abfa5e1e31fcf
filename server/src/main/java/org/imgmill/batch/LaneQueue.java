package org.imgmill.batch;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts lanes in the queue of db-scheduler, in the caller's transaction: at most 64 turns of a
/// batch at a time.
@Component
public class LaneQueue {

    /// The name of the task that runs a lane; its instance is `<batch>/<lane>`.
    public static final String TASK = "lane";

    private static final String PICKED =
            """
            picked as (
              update scheduled_tasks t set picked = true, picked_by = ?, last_heartbeat = now(), version = version + 1
              from due where t.task_name = due.task_name and t.task_instance = due.task_instance
              returning t.*)
            select * from picked order by priority desc, execution_time
            """;

    /// Picks due lanes in the order of the queue. Parameters: task, batches of which none is
    /// wanted, limit, who picks.
    public static final String PICK =
            """
            with due as (
              select t.task_name, t.task_instance from scheduled_tasks t
              where t.task_name = ? and not t.picked and t.execution_time <= now()
              and left(t.task_instance, 36) <> all (?::text[])
              order by t.priority desc, t.execution_time limit ? for update of t skip locked),
            """
                    + PICKED;

    /// Picks due lanes of batches of all keys but one; it reads no batch of that key and no lane of
    /// its batches. Parameters: task, key, batches of which none is wanted, limit, who picks.
    public static final String PICK_OF_OTHERS =
            """
            with due as (
              select t.task_name, t.task_instance from batch b
              join scheduled_tasks t on t.task_name = ? and t.task_instance >= b.id || '/' and t.task_instance < b.id || '0'
              where b.owner is distinct from ?::uuid and b.finished_at is null and b.deleted_at is null
              and not t.picked and t.execution_time <= now() and b.id::text <> all (?::text[])
              order by t.priority desc, t.execution_time limit ? for update of t skip locked),
            """
                    + PICKED;

    /// How many lanes of a batch that had no turn yet are in the queue at a time, and how many of
    /// its lanes work at a time on a node.
    public static final int TURNS = 64;

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

    /// The batch of a task's instance.
    public static UUID batch(String instance) {
        return UUID.fromString(instance.substring(0, instance.indexOf('/')));
    }

    /// Gives the turns of lanes that ended, went to sleep or only wait for answers to the next
    /// lanes that have had no turn yet.
    ///
    /// @param turns how many
    public void scheduleNext(UUID batch, int turns) {
        db.sql(
                        """
                        with n as (
                          select id, next_lane was, least(lanes, next_lane + ?) becomes from batch
                          where id = ? and next_lane < lanes for update),
                        b as (
                          update batch set next_lane = n.becomes from n where batch.id = n.id
                          returning n.was, n.becomes, batch.priority)
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                        select ?, ? || '/' || lane, now(), false, 1, b.priority
                        from b cross join lateral generate_series(b.was, b.becomes - 1) lane
                        on conflict do nothing
                        """)
                .params(turns, batch, TASK, batch.toString())
                .update();
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

    /// A lane that goes on elsewhere.
    ///
    /// @param node that had it
    public record TakenBack(String lane, String node) {}

    /// Takes back lanes that a node picked and does not run: those of nodes that are silent for too
    /// long, and those of this one whose end it could not record.
    ///
    /// @param node the name under which this node picks
    /// @param running what it runs
    /// @param others whether other nodes may be judged
    /// @param limit how long a node may be silent
    public List<TakenBack> takeBackFromTheSilent(
            String node, String[] running, boolean others, Duration limit) {
        return db.sql(
                        """
                        with lost as (
                          select s.task_instance, s.picked_by,
                            coalesce(convert_from(s.task_data, 'UTF8')::jsonb, '{"cursor": -1}') data
                          from scheduled_tasks s
                          where s.task_name = ? and s.picked and s.last_heartbeat < now() - ? * interval '1 millisecond'
                          and case when s.picked_by = ? then s.task_instance <> all (?::text[])
                            else ? and not exists (
                              select from node n where n.name = s.picked_by and n.said_at > now() - ? * interval '1 millisecond')
                            end
                          for update skip locked)
                        update scheduled_tasks t set picked = false, picked_by = null, last_heartbeat = null,
                          version = version + 1, execution_time = now(),
                          task_data = case when lost.picked_by = ? then t.task_data else convert_to((
                            lost.data || jsonb_build_object('suspect', true, 'deaths',
                              case when lost.data->>'trying' is null then 0
                                else coalesce((lost.data->>'deaths')::int, 0) + 1 end))::text, 'UTF8') end
                        from lost where t.task_name = ? and t.task_instance = lost.task_instance
                        returning t.task_instance, lost.picked_by
                        """)
                .params(TASK, limit.toMillis(), node, running, others, limit.toMillis(), node, TASK)
                .query((row, n) -> new TakenBack(row.getString(1), row.getString(2)))
                .list();
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

    /// Removes from the queue the turns that nobody has picked.
    void remove(UUID batch) {
        db.sql(
                        """
                        delete from scheduled_tasks
                        where task_name = ? and task_instance >= ? || '/' and task_instance < ? || '0' and not picked
                        """)
                .params(TASK, batch.toString(), batch.toString())
                .update();
    }

    /// Gives turns to unended batches that have images left and no turn in the queue: lost turns
    /// come back.
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
