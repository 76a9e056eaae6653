package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import java.time.LocalDate;
import java.util.List;

/**
 * What an office orders when it confirms a common problem.
 *
 * @param title one line
 * @param measures what every unit is asked to look for and to do
 * @param dueOn the last day for answering
 * @param units who must check itself
 */
record Order(String title, String measures, LocalDate dueOn, List<Unit> units) {

    /** It goes to all units concerned: without personal data. */
    Order {
        title = Masking.text(title);
        measures = Masking.text(measures);
    }
}
