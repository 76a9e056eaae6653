package cn.tiyan.walkthrough.demand;

/** Whose word it is (notice, section 一: 供给侧的流程体验 and 需求侧的办事体验). */
public enum Side {
    /** 供给侧: what walkers found. */
    WALKERS,
    /** 需求侧: what citizens said. */
    CITIZENS,
    /** Nobody's word: that the catalogue has the item. */
    CATALOGUE
}
