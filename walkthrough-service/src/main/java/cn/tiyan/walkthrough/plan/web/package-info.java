/** Makes and shows plans. */
@NullMarked
package cn.tiyan.walkthrough.plan.web;

import org.jspecify.annotations.NullMarked;
