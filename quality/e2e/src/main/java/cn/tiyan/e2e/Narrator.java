package cn.tiyan.e2e;

/** Hears what happens in a journey, while it happens. */
public interface Narrator {

    /** A chapter begins. */
    void chapter(String title);

    /** Something was done, and this is what came of it. */
    void tell(String what);

    /** Says nothing. */
    static Narrator silent() {
        return new Narrator() {
            @Override
            public void chapter(String title) {
            }

            @Override
            public void tell(String what) {
            }
        };
    }
}
