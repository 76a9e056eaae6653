package cn.tiyan.reporting.cube;

import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/** What cells hold, without zeros and without when it was counted: what passes through a cell may leave zeros in it, or nothing. */
public final class CellSums {

    private CellSums() {
    }

    /** By id; those in which all came to nothing are left out. */
    public static Map<String, Document> of(Map<String, Document> cells) {
        Map<String, Document> sums = new HashMap<>();
        cells.forEach((id, cell) -> {
            Document held = of(cell);
            if (!held.isEmpty()) {
                sums.put(id, held);
            }
        });
        return sums;
    }

    private static Document of(Document cell) {
        var sums = new Document();
        for (String name : new String[] {Spread.SUMS, Spread.PARTS, Spread.ABOUT_ITEMS, Spread.ITEMS, Spread.HEAT}) {
            sums.append(name, cell.get(CellState.STATE, Document.class).get(name));
        }
        return withoutZeros(sums);
    }

    private static Document withoutZeros(Document document) {
        var left = new Document();
        document.forEach((name, value) -> {
            if (value instanceof Document inner && !withoutZeros(inner).isEmpty()) {
                left.put(name, withoutZeros(inner));
            } else if (value instanceof Number number && number.longValue() != 0) {
                left.put(name, number.longValue());
            }
        });
        return left;
    }
}
