package cn.tiyan.platform.workbook;

/**
 * Tells whether a part of a workbook holds more in one piece than memory is for. Rows are read one by one, but each of them whole,
 * and the texts that cells share are all kept: a small file may unpack to one cell of a hundred megabytes. Only the ends of rows
 * and shared texts are looked for, whatever the part is called.
 */
final class HeldAtOnce {

    private static final int MOST_IN_A_PIECE = 2 * 1024 * 1024;
    private static final int MOST_SHARED = 24 * 1024 * 1024;
    /** What a text takes in memory, short as it may be. */
    private static final int LEAST = 32;
    private static final int LONGEST_NAME = 64;
    private static final String ROW = "row";
    private static final String SHARED_TEXT = "si";

    private enum Within {
        NOTHING, TEXT, TAG, END, OTHER
    }

    private final StringBuilder name = new StringBuilder();
    private Within within = Within.NOTHING;
    private boolean first = true;
    /** Whether there was a comment, say, or it is UTF-16: what looks like an end may then be none. */
    private boolean obscure;
    private long piece;
    private long shared;

    /** Whether it is too much with these bytes of the part. */
    boolean isTooMuchWith(byte[] bytes, int length) {
        for (int i = 0; i < length && within != Within.OTHER; i++) {
            piece++;
            read(bytes[i] & 0xFF);
            if (piece > MOST_IN_A_PIECE || shared > MOST_SHARED) {
                return within != Within.OTHER;
            }
        }
        return false;
    }

    private void read(int read) {
        obscure |= read == 0;
        switch (within) {
            case NOTHING -> {
                // Before a document there may be blanks and the mark of its encoding; a picture begins in another way.
                if (read > ' ' && read != 0xEF && read != 0xBB && read != 0xBF && read != 0xFE && read != 0xFF) {
                    within = read == '<' ? Within.TAG : Within.OTHER;
                }
            }
            case TEXT -> {
                if (read == '<') {
                    within = Within.TAG;
                }
            }
            case TAG -> {
                obscure |= read == '!' || read == '?' && !first;
                first = false;
                within = read == '/' ? Within.END : Within.TEXT;
                name.setLength(0);
            }
            case END -> {
                if (read == '>') {
                    within = Within.TEXT;
                    ended(name.substring(name.indexOf(":") + 1).strip());
                } else if (name.length() < LONGEST_NAME) {
                    name.append((char) read);
                }
            }
            case OTHER -> {
                // Nothing that is read as a document.
            }
        }
    }

    private void ended(String element) {
        if (!obscure && (element.equals(ROW) || element.equals(SHARED_TEXT))) {
            shared += element.equals(SHARED_TEXT) ? Math.max(piece, LEAST) : 0;
            piece = 0;
        }
    }
}
