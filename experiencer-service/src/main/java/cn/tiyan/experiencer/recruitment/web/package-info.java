/** Recruitment over HTTP, for offices and, without a token, for the public. */
@NullMarked
package cn.tiyan.experiencer.recruitment.web;

import org.jspecify.annotations.NullMarked;
