package cn.tiyan.walkthrough.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.PlatformTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class ImportRowsIT {

    @Autowired
    private ImportRows rows;

    /** Whoever dies while a table is taken in begins again with rows that are there. */
    @Test
    void areAddedBesideThoseThatAreThereAndLeaveThemAsTheyAre() {
        String id = Ids.next("imp");
        rows.add(rows(id, 2, 4, "210100"));
        rows.add(rows(id, 3, 6, "210200"));
        assertThat(rows.page(id, null, 50, null).items()).extracting(row -> row.number() + " " + row.unit())
                .containsExactly("2 210100", "3 210100", "4 210100", "5 210200", "6 210200");
    }

    private static List<ImportedRow> rows(String importId, int first, int last, String unit) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> new ImportedRow(ImportedRow.id(importId, number), importId, number, RowState.NEW, unit, "A" + number,
                null, null, List.of(), List.of(), 0)).toList();
    }
}
