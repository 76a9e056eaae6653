package cn.tiyan.experiencer.activity;

/** Where one who is invited stands, as it is shown. */
public enum Place {
    /** 待答复: has not answered. */
    INVITED("待答复"),
    /** 已报名: has a seat. */
    GOING("已报名"),
    /** 候补: accepted, and moves up as seats are given up. */
    WAITING("候补"),
    /** 已婉拒: does not come. */
    DECLINED("已婉拒");

    private final String chinese;

    Place(String chinese) {
        this.chinese = chinese;
    }

    /** The term people see. */
    public String chinese() {
        return chinese;
    }

    static Place of(Answer answer, boolean waiting) {
        return switch (answer) {
            case NONE -> INVITED;
            case DECLINED -> DECLINED;
            case ACCEPTED -> waiting ? WAITING : GOING;
        };
    }
}
