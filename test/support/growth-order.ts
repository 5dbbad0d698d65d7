/** The file of an order for 2012 whose question A asks for growth, with what more stands behind it. */
export function growthOrder(more = ''): string {
  return `order:
  id: growth
  title: Growth
  purpose: To test
  marking: TLP:CLEAR
  window: { from: 2012-01-01, until: 2012-12-31 }
  disciplines: [open-web]
  questions:
    - letter: A
      wording: What is said about growth?
      expression: growth
${more}`;
}
