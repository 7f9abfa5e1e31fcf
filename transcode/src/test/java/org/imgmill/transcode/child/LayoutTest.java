package org.imgmill.transcode.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.imgmill.transcode.Fit;
import org.imgmill.transcode.RecipeField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The size of a picture before it is cut or given bars, and after.
class LayoutTest {

    @ParameterizedTest(name = "{0} of {1}x{2} in {3}x{4}")
    @CsvSource({
        "inside,   800,600, 400,400, 400,300, 400,300",
        "inside,   300,200, 400,400, 300,200, 300,200",
        "cover,    800,600, 400,400, 533,400, 400,400",
        "cover,    800,600, 400,300, 400,300, 400,300",
        "cover,    300,200, 400,400, 300,200, 200,200",
        "cover,    300,900, 400,400, 300,900, 300,300",
        "contain,  800,600, 400,400, 400,300, 400,400",
        "contain,  300,200, 400,400, 300,200, 300,300",
        "contain,  300,900, 400,400, 133,400, 400,400",
        "pad,      800,600, 400,400, 400,300, 400,400",
        "pad,      300,200, 400,400, 300,200, 400,400",
        "pad,      4000,1,  100,100, 100,1,   100,100"
    })
    void fitsAsItsNameSays(
            String fit,
            int width,
            int height,
            int boxWidth,
            int boxHeight,
            int scaledWidth,
            int scaledHeight,
            int canvasWidth,
            int canvasHeight) {
        var recipe =
                RecipeField.recipe(
                        Map.of("fit", fit, "width", "" + boxWidth, "height", "" + boxHeight));

        assertThat(Layout.of(new Size(width, height), recipe))
                .isEqualTo(
                        new Layout(
                                new Size(scaledWidth, scaledHeight),
                                new Size(canvasWidth, canvasHeight)));
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void nothingIsEnlargedAndNothingPassesTheBox(Fit fit) {
        for (int width : new int[] {1, 7, 99, 100, 101, 640, 4999}) {
            for (int height : new int[] {1, 7, 99, 100, 101, 640, 4999}) {
                for (int box : new int[] {1, 3, 100, 333, 5000}) {
                    var recipe =
                            RecipeField.recipe(
                                    Map.of("fit", fit.name(), "width", "100", "height", "" + box));
                    var shown = new Size(width, height);

                    var layout = Layout.of(shown, recipe);

                    assertThat(layout.scaled().within(shown)).isEqualTo(layout.scaled());
                    assertThat(layout.canvas().within(new Size(100, box)))
                            .as("%s in 100x%d", shown, box)
                            .isEqualTo(layout.canvas());
                    boolean cuts = fit == Fit.COVER;
                    assertThat(layout.scaled().within(layout.canvas()))
                            .isEqualTo(cuts ? layout.canvas() : layout.scaled());
                }
            }
        }
    }
}
