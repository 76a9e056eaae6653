/** 社会调查: questionnaires, answered once by each of those asked, and what came of them, with denominators and without names. */
@NullMarked
package cn.tiyan.experiencer.survey;

import org.jspecify.annotations.NullMarked;
