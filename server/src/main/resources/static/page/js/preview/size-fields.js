/** Whether what was typed names a whole box. */
export const isBox = ({ max_width: width, max_height: height }) => width !== "" && height !== "";

/** The recipe as the server takes it: one pair of numbers is the box of `fit`, or an upper limit. */
export function sizeFields(wanted) {
  const { fit, position, ...rest } = wanted;
  const fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  if (fit === "inside" || !isBox(wanted)) return fields;
  const { max_width: width, max_height: height, ...others } = fields;
  return { ...others, width, height, fit, position };
}
