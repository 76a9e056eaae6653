package cn.tiyan.contracts.vocabulary;

/** What a unit of the organisation tree is. */
public enum UnitKind {
    /** 省 */
    PROVINCE("省"),
    /** 市 */
    CITY("市"),
    /** 县(市、区) */
    COUNTY("县(市、区)"),
    /** 部门 */
    DEPARTMENT("部门"),
    /** 开发区(园区)管委会 */
    DEVELOPMENT_ZONE("开发区(园区)管委会");

    private final String chinese;

    UnitKind(String chinese) {
        this.chinese = chinese;
    }

    /** The term officials see. */
    public String chinese() {
        return chinese;
    }
}
