package cn.tiyan.reporting.document;

/** Whom the maker of a document tells how far it is. */
interface Progress {

    /**
     * So far it is.
     *
     * @param percent 0 to 99
     * @param doing what comes now, in Chinese
     * @throws Abandoned if nobody wants it from this maker any more
     */
    void reached(int percent, String doing);

    /** It was cancelled, somebody else has taken it up, or the service stops. */
    final class Abandoned extends RuntimeException {

        Abandoned() {
            super("Nobody wants this document from here any more", null, false, false);
        }
    }
}
