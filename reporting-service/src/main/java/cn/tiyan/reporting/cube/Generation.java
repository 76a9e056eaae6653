package cn.tiyan.reporting.cube;

/**
 * One telling of all that happened: rows and cells of its own. The first keeps its plain names.
 *
 * @param number from 1
 */
record Generation(int number) {

    static final Generation FIRST = new Generation(1);

    String rows() {
        return named("row");
    }

    String cells() {
        return named("cell");
    }

    /** Pages of service items. */
    String items() {
        return named("itemPage");
    }

    /** Where a cell is kept. */
    String of(Cell cell) {
        return cell.page() == null ? cells() : items();
    }

    /** Events that could not be folded into it. */
    String gaps() {
        return named("gap");
    }

    /** A name as this generation bears it. */
    String named(String name) {
        return number == 1 ? name : name + "-g" + number;
    }
}
