/** Questionnaires over HTTP, for those who ask and for those who answer on a phone. */
@NullMarked
package cn.tiyan.experiencer.survey.web;

import org.jspecify.annotations.NullMarked;
