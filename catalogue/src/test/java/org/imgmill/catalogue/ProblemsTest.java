package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private static final String HEADER = "S. No.,Product Name,Images\n";

    @Test
    void theFirstHundredProblemsAreKeptAndAllAreCounted() throws IOException {
        Collected read = Collected.of(HEADER + "1,A,http://a/1\n" + "x,,\n".repeat(200));

        assertThat(read.reading).isInstanceOf(Reading.Refused.class);
        assertThat(read.problems().total()).isEqualTo(600);
        assertThat(read.problems().first()).hasSize(100);
        assertThat(read.problems().excerpts()).hasSize(100);
        assertThat(read.problems().first().subList(0, 3))
                .extracting(Problem::line, Problem::column, Problem::code)
                .containsExactly(
                        tuple(3L, "S. No.", ProblemCode.BAD_SERIAL),
                        tuple(3L, "Product Name", ProblemCode.MISSING_NAME),
                        tuple(3L, "Images", ProblemCode.MISSING_URLS));
    }

    @Test
    void noGoodRowArrivesAfterABadOneThatRejects() throws IOException {
        Collected read = Collected.of(HEADER + "1,A,http://a/1\nx,B,http://b/1\n3,C,http://c/1\n");

        assertThat(read.rows).hasSize(1);
        assertThat(read.badRows).hasSize(1);
    }

    @Test
    void aBadRowComesBetweenItsNeighbours() throws IOException {
        Collected read =
                Collected.of(
                        HEADER
                                + "1,A,http://a/1\n\n2,B,http://b/1\nx,C,http://c/1\ny,D,http://d/1\n"
                                + "5,E,http://e/1\n6,F,http://f/1\nz,"
                                + "G".repeat(1_000)
                                + ",http://g/1\n");

        List<Excerpt> excerpts = read.problems().excerpts();
        assertThat(excerpts.stream().map(ProblemsTest::lines))
                .containsExactly(List.of(4L, 5L, 6L), List.of(5L, 6L, 7L), List.of(8L, 9L, 0L));
        assertThat(excerpts.getFirst().bad().cells()).containsExactly("x", "C", "http://c/1");
        assertThat(excerpts.getLast().bad().cells()[1]).hasSize(303).endsWith("G...");
    }

    @Test
    void excerptsOfWideRowsKeepWithinABudget() throws IOException {
        String wide = ("x".repeat(300) + ",").repeat(150);
        Collected read =
                Collected.of(
                        "S. No.,Product Name,Images,"
                                + "c,".repeat(150)
                                + "\n"
                                + ("x,A,http://a/1," + wide + "\n").repeat(150));

        assertThat(read.problems().first()).hasSize(100);
        assertThat(read.problems().excerpts()).hasSizeBetween(5, 20);
    }

    @Test
    void messagesNeverCarryControlCharactersAndStayShort() throws IOException {
        Problem problem =
                Collected.of(HEADER + "z\u001B[31m\u202Ex" + "y".repeat(500) + ",A,http://a/1\n")
                        .refusal();

        assertThat(problem.message())
                .startsWith("\"z\uFFFD[31m\uFFFDxyyy")
                .endsWith("yyy...\" is not a whole number. Write a number such as 31.");
        assertThat(problem.message()).hasSizeLessThan(140);
    }

    @Test
    void whatIsCutShortIsNeverCutInsideACharacter() throws IOException {
        String name = "a" + "\uD83D\uDE00".repeat(200);
        Collected read = Collected.of(HEADER + name + "," + name + ",http://a/1\n");

        String shown = read.problems().excerpts().getFirst().bad().cells()[1];
        assertThat(shown).isEqualTo("a" + "\uD83D\uDE00".repeat(149) + "...");
        assertThat(read.refusal().message()).contains("\uD83D\uDE00...\"");
    }

    @Test
    void theNumberThatIsSuggestedIsTheOneInTheCellOrThatOfTheRow() throws IOException {
        assertThat(message("A-16")).endsWith("Write a number such as 16.");
        assertThat(message("1.5")).endsWith("Write a number such as 1.");
        assertThat(message("abc")).endsWith("Write a number such as 1.");
        assertThat(message("٣")).endsWith("Write a number such as 1.");
    }

    @Test
    void whatTheSinkThrowsIsThrownAsItIs() {
        byte[] bytes = (HEADER + "1,A,http://a/1\n").getBytes(StandardCharsets.UTF_8);
        CatalogueSink<SQLException> sink =
                row -> {
                    throw new SQLException("no space");
                };

        assertThatThrownBy(
                        () ->
                                Catalogue.read(
                                        new ByteArrayInputStream(bytes),
                                        CatalogueOptions.standard(),
                                        sink))
                .isInstanceOf(SQLException.class)
                .hasMessage("no space");
    }

    private static String message(String serial) throws IOException {
        return Collected.of(HEADER + serial + ",A,http://a/1\n").refusal().message();
    }

    private static List<Long> lines(Excerpt excerpt) {
        Excerpt.Line before = excerpt.before();
        Excerpt.Line after = excerpt.after();
        return List.of(
                before == null ? 0 : before.line(),
                excerpt.bad().line(),
                after == null ? 0 : after.line());
    }
}
