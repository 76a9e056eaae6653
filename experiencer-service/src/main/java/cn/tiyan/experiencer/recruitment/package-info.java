/** Recruitment in three ways: open calls the public answers, recommendations by units, invitations by link (notice, section 三(二)1). */
@NullMarked
package cn.tiyan.experiencer.recruitment;

import org.jspecify.annotations.NullMarked;
