/** Whole journeys through the gateway, as people and pushing systems make them; the first is also the demo. */
package cn.tiyan.e2e;
