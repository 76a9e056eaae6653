package cn.tiyan.platform.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.Document;
import org.junit.jupiter.api.Test;

class WriteMarksTest {

    @Test
    void eachWriteAddsTheMarkOfTheVersionItFollows() {
        assertThat(WriteMarks.upTo(1)).isNull();
        var marks = new Document();
        for (long version = 1; version < 300; version++) {
            add(marks, WriteMarks.following(version));
            assertThat(marks).isEqualTo(WriteMarks.upTo(version + 1));
        }
    }

    @Test
    void whatWasFollowedOnceTakesNoSecondMark() {
        for (long version = 2; version < 300; version++) {
            for (long late = 1; late < version; late++) {
                Document second = WriteMarks.following(late);
                var marks = new Document(WriteMarks.upTo(version));
                assertThatThrownBy(() -> add(marks, second)).isInstanceOf(ArithmeticException.class);
            }
        }
    }

    /** As {@code $inc} does. */
    private static void add(Document marks, Document increment) {
        increment.forEach((path, bit) -> marks.merge(path.substring(WriteMarks.FIELD.length() + 1), bit, (old, added) -> Math.addExact((Long) old, (Long) added)));
    }
}
