package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// PostgreSQL itself reads what was written.
class CopyRowsTest {

    private final CopyRows rows = new CopyRows();
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        connection = Server.shared().bean(DataSource.class).getConnection();
    }

    @AfterEach
    void disconnect() throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("drop table copied");
        }
        connection.close();
    }

    @Test
    void everyKindOfValueArrives() throws Exception {
        var id = UUID.randomUUID();
        rows.begin();
        rows.row(6).uuid(id).int4(-7).int8(Long.MIN_VALUE).text("Käse").nothing().jsonb("[1]");
        rows.end();

        var row = copied("id uuid, a int, b bigint, c text, d text, e jsonb");

        assertThat(row.getObject(1)).isEqualTo(id);
        assertThat(row.getInt(2)).isEqualTo(-7);
        assertThat(row.getLong(3)).isEqualTo(Long.MIN_VALUE);
        assertThat(row.getString(4)).isEqualTo("Käse");
        assertThat(row.getString(5)).isNull();
        assertThat(row.getString(6)).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb\nc\rd\\e", "\"x\", {y}", "\\N", "NULL", "🍏", "'; --"})
    void aTextArrivesAsItIsAloneAndInAnArray(String text) throws Exception {
        rows.begin();
        rows.row(2).text(text).array(new String[] {text, "next", text});
        rows.end();

        var row = copied("a text, b text[]");

        assertThat(row.getString(1)).isEqualTo(text);
        assertThat((String[]) row.getArray(2).getArray()).containsExactly(text, "next", text);
    }

    @Test
    void onlyTheFirstValuesOfAnArrayAreTakenAndNoneIsAnEmptyArray() throws Exception {
        rows.begin();
        rows.row(2).array(new long[] {4L << 32, -1, 9}, 2).array(new long[] {9}, 0);
        rows.end();

        var row = copied("a bigint[], b bigint[]");

        assertThat((Long[]) row.getArray(1).getArray()).containsExactly(4L << 32, -1L);
        assertThat((Long[]) row.getArray(2).getArray()).isEmpty();
    }

    @Test
    void rowsOutgrowTheBuffer() throws Exception {
        rows.begin();
        for (int i = 0; i < 20_000; i++) {
            rows.row(2).int4(i).text("number " + i);
        }
        rows.row(2).int4(20_000).text("x".repeat(1 << 20));
        rows.end();

        var row = copied("a int, b text", "select sum(a), sum(length(b)) from copied");

        assertThat(row.getLong(1)).isEqualTo(200_010_000);
        assertThat(row.getLong(2)).isEqualTo(228_890 + (1 << 20));
    }

    private ResultSet copied(String columns) throws Exception {
        return copied(columns, "select * from copied");
    }

    private ResultSet copied(String columns, String query) throws Exception {
        var statement = connection.createStatement();
        statement.execute("create temp table copied (" + columns + ")");
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy copied from stdin (format binary)");
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        copy.endCopy();
        var result = statement.executeQuery(query);
        assertThat(result.next()).isTrue();
        return result;
    }
}
