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
        for (Subject subject : List.of(Subject.ISSUE, Subject.FEEDBACK)) {
            for (String period : List.of("2026", "2026-11", "2026-11-23")) {
                for (String unit : List.of("", "-", "--", "|", "%", "%7C", "%257C", "%2D", "/", "a", "a|", "|a", "a|1", "办理")) {
                    for (Integer page : new Integer[] {null, 0, 1, 11}) {
                        all.add(new Cell(subject, period, List.of("210000", unit), page));
                    }
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
        assertThat(new Cell(Subject.ISSUE, "2026", SHENYANG, 7).id()).isEqualTo("ISSUE|2026|210000/210100|7");
    }
}
