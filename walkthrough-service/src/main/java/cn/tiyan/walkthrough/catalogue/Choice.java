package cn.tiyan.walkthrough.catalogue;

/** One of a list to choose from. */
public interface Choice {

    /** The term officials see. */
    String chinese();
}
