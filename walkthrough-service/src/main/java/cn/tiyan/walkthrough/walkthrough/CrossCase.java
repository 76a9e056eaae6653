package cn.tiyan.walkthrough.walkthrough;

import org.jspecify.annotations.Nullable;

/**
 * 跨域办: between which two ends a case goes (notice, section 三(一)3). The near end is the unit the walkthrough is about.
 *
 * @param kind how far apart they are
 * @param farUnit code of the far unit, where it is in this province
 * @param farName what the far unit is called; where it is elsewhere, this alone says who it is
 */
public record CrossCase(Kind kind, @Nullable String farUnit, @Nullable String farName) {

    /** How far apart the two ends are. */
    public enum Kind {
        /** 跨省通办 */
        CROSS_PROVINCE("跨省通办"),
        /** 区域通办 */
        CROSS_REGION("区域通办"),
        /** 跨部门 */
        CROSS_DEPARTMENT("跨部门");

        private final String chinese;

        Kind(String chinese) {
            this.chinese = chinese;
        }

        /** The term officials see. */
        public String chinese() {
            return chinese;
        }
    }
}
