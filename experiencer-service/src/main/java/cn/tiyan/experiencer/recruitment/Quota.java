package cn.tiyan.experiencer.recruitment;

import cn.tiyan.experiencer.experiencer.Headcounts.Head;

/**
 * So many seats for one kind of people.
 *
 * @param dimension what the kind is by
 * @param key name of the category or age band, field of work as written, or code of the unit itself
 * @param seats at least 1
 */
public record Quota(Dimension dimension, String key, int seats) {

    /** What people are told apart by (notice, section 三(二)1: different ages, different fields). */
    public enum Dimension {
        /** 类别 */
        CATEGORY("类别") {
            @Override
            public String of(Head head) {
                return head.category().name();
            }
        },
        /** 年龄段 */
        AGE_BAND("年龄段") {
            @Override
            public String of(Head head) {
                return head.ageBand().name();
            }
        },
        /** 领域 */
        FIELD("领域") {
            @Override
            public String of(Head head) {
                return head.field();
            }
        },
        /** 单位 */
        UNIT("单位") {
            @Override
            public String of(Head head) {
                return head.unit();
            }
        };

        private final String chinese;

        Dimension(String chinese) {
            this.chinese = chinese;
        }

        /** The term officials see. */
        public String chinese() {
            return chinese;
        }

        /** Which kind somebody is of. */
        public abstract String of(Head head);
    }

    boolean covers(Head head) {
        return key.equals(dimension.of(head));
    }
}
