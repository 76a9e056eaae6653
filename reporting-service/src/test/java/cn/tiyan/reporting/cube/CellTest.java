package cn.tiyan.reporting.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {

    private static final List<String> SHENYANG = List.of("210000", "210100");

    @Test
    void givesDifferentCellsDifferentIds() {
        List<Cell> all = new ArrayList<>();
        List<String> texts = new ArrayList<>(List.of("", "-", "--", "|", "%", "%7C", "%257C", "%2D", "/", "a", "a|", "|a", "办理"));
        texts.add(null);
        for (Subject subject : List.of(Subject.ISSUE, Subject.FEEDBACK)) {
            for (String period : List.of("2026", "2026-11", "2026-11-23")) {
                for (String item : texts) {
                    all.add(new Cell(subject, period, SHENYANG, item));
                }
            }
        }
        assertThat(all.stream().map(Cell::id)).doesNotHaveDuplicates();
    }

    @Test
    void keepsPlacesOfTheTreeApart() {
        assertThat(List.of(SHENYANG, List.of("210100"), List.of("210000/210100"), List.of("210000", "210200"), List.of("210000%2F210100")))
                .extracting(path -> new Cell(Subject.ISSUE, "2026", path, null).id()).doesNotHaveDuplicates();
    }

    @Test
    void isReadableWhereNothingNeedsEscaping() {
        assertThat(new Cell(Subject.ISSUE, "2026-11-23", SHENYANG, null).id()).isEqualTo("ISSUE|2026-11-23|210000/210100");
        assertThat(new Cell(Subject.ISSUE, "2026", SHENYANG, "A1").id()).isEqualTo("ISSUE|2026|210000/210100|A1");
    }
}
