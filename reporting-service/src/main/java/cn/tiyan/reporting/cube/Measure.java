package cn.tiyan.reporting.cube;

/** What a cell has a sum of. */
sealed interface Measure permits Count, Measure.Took {

    /** Name of its sum in a cell. */
    String key();

    /**
     * How many took so long.
     *
     * @param span between which stages
     * @param days first day of the class, see {@link Days}
     */
    record Took(Span span, int days) implements Measure {

        @Override
        public String key() {
            return span + "_" + days;
        }
    }
}
