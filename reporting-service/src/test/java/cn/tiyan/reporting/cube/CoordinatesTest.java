package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoordinatesTest {

    private static final List<String> SHENYANG = List.of("210000", "210100");

    @Test
    void givesDifferentCoordinatesDifferentCells() {
        List<Coordinates> all = new ArrayList<>();
        List<String> texts = new ArrayList<>(List.of("", "-", "--", "|", "%", "%7C", "%257C", "%2D", "/", "a", "a|", "|a", "p0", "办理"));
        texts.add(null);
        for (Subject subject : List.of(Subject.ISSUE, Subject.FEEDBACK)) {
            for (String source : texts) {
                for (String kind : texts) {
                    for (String item : texts) {
                        all.add(new Coordinates(subject, "2026-11-23", SHENYANG, source, kind, null, item));
                    }
                }
            }
        }
        assertThat(all.stream().map(coordinates -> coordinates.cell(0))).doesNotHaveDuplicates();
    }

    @Test
    void keepsPlacesOfTheTreeApart() {
        assertThat(List.of(at(SHENYANG), at(List.of("210100")), at(List.of("210000/210100")), at(List.of("210000", "210200")), at(List.of("210000%2F210100"))))
                .extracting(coordinates -> coordinates.cell(0)).doesNotHaveDuplicates();
    }

    @Test
    void keepsPartitionsApart() {
        assertThat(at(SHENYANG).cell(1)).isNotEqualTo(at(SHENYANG).cell(11)).isEqualTo(at(List.of("210000", "210100")).cell(1));
    }

    @Test
    void isReadableWhereNothingNeedsEscaping() {
        assertThat(new Coordinates(Subject.ISSUE, "2026-11-23", SHENYANG, "HOTLINE_12345", "PROBLEM", null, null).cell(2))
                .isEqualTo("ISSUE|2026-11-23|210000/210100|HOTLINE_12345|PROBLEM|-|-|p2");
    }

    private static Coordinates at(List<String> within) {
        return new Coordinates(Subject.ISSUE, "2026-11-23", within, "WALKTHROUGH", "PROBLEM", "SPEED", "item");
    }
}
