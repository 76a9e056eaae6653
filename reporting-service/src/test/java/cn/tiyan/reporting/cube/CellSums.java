package cn.tiyan.reporting.cube;

import org.bson.Document;

/** What a cell holds, without zeros and without when it was counted. */
public final class CellSums {

    private CellSums() {
    }

    /** Empty where all of it came to nothing. */
    public static Document of(Document cell) {
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
